/** Where the files of messages are. @param {{file: string}} part @returns {string} */
export const fileAt = ({ file }) => `/files/${file}/`;

/** A picture's thumbnail or a video's first look. @param {{file: string}} part @returns {string} */
export const previewAt = ({ file }) => `/files/${file}/preview/`;

/** @param {{file: string}} part @returns {string} */
export const downloadAt = ({ file }) => `/files/${file}/?download`;

/** @param {{lat: number, lng: number}} position @returns {string} */
export function mapsAt({ lat, lng }) {
  const at = [lat, lng].map((degrees) => degrees.toFixed(5));
  return `https://www.openstreetmap.org/?mlat=${at[0]}&mlon=${at[1]}#map=16/${at[0]}/${at[1]}`;
}
