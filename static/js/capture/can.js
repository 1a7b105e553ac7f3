const PHONE = /Android|iPhone|iPad|iPod|Mobile/;

/** Whether this browser can take a picture of its screen: phones cannot, even where they have the function. @returns {boolean} */
export function canCapture() {
  if (!globalThis.navigator?.mediaDevices?.getDisplayMedia) return false;
  const { userAgentData, userAgent } = navigator;
  if (userAgentData?.mobile || PHONE.test(userAgent)) return false;
  return document.featurePolicy?.allowsFeature("display-capture") ?? true; // a frame of another site may have to be allowed to
}
