import PhotoSwipe from "photoswipe";
import { gettext } from "../live/words.js";
import { downloadAt, fileAt, previewAt } from "./addresses.js";

const CLOSER = 5;

/**
 * Pictures in full, over everything: zoom, pan, pinch, arrows, Esc. It stands in a dialog of its own, so that nothing behind it
 * can be reached, not even when it was opened from a dialog.
 * @param {Object[]} pictures parts @param {number} index the one to begin with @param {HTMLElement} [origin] gets the focus back
 */
export function openLightbox(pictures, index, origin) {
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", gettext("Pictures"));
  document.body.append(dialog);
  dialog.showModal();
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const box = new PhotoSwipe({
    dataSource: pictures.map((picture) => slide(picture, isCalm)),
    index,
    appendToEl: dialog,
    returnFocus: false,
    loop: false,
    bgOpacity: 0.95,
    padding: { top: 56, bottom: 44, left: 0, right: 0 },
    showHideAnimationType: isCalm ? "none" : "fade",
    zoomAnimationDuration: isCalm ? 0 : 250,
    initialZoomLevel: "fit",
    secondaryZoomLevel: ({ fit }) => Math.max(1, fit * 2),
    maxZoomLevel: ({ fit }) => Math.max(1, fit * CLOSER),
    wheelToZoom: true,
    ...labels(),
  });
  box.on("uiRegister", () => addParts(box, pictures));
  box.on("keydown", ({ originalEvent }) => zoomByKey(originalEvent, box));
  closable(box, dialog);
  box.on("destroy", () => {
    dialog.close();
    dialog.remove();
    if (origin?.isConnected) origin.focus({ preventScroll: true });
  });
  box.init();
  box.element.setAttribute("role", "group"); // the dialog is ours
  box.element.setAttribute("aria-label", gettext("Pictures"));
}

/** PhotoSwipe hears no Esc while it is still opening; here it is then done as soon as it can be. */
function closable(box, dialog) {
  let isLeaving = false;
  const close = () => {
    isLeaving = true;
    box.close();
  };
  box.on("openingAnimationEnd", () => isLeaving && box.close());
  box.on("keydown", ({ originalEvent }) => originalEvent.key === "Escape" && close());
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
}

/** What moves stands still for who wants that; the file itself can be had. */
function slide(picture, isCalm) {
  const src = picture.is_animated && isCalm ? previewAt(picture) : fileAt(picture);
  return { src, msrc: previewAt(picture), width: picture.width, height: picture.height, alt: picture.alt || picture.name };
}

function labels() {
  return {
    closeTitle: gettext("Close"),
    zoomTitle: gettext("Zoom"),
    arrowPrevTitle: gettext("Previous picture"),
    arrowNextTitle: gettext("Next picture"),
    errorMsg: gettext("The picture could not be loaded."),
  };
}

function zoomByKey({ key, ctrlKey, metaKey }, box) {
  const factor = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 }[key];
  if (!factor || ctrlKey || metaKey) return;
  const { zoomLevels, currZoomLevel } = box.currSlide;
  box.zoomTo(Math.min(zoomLevels.max, Math.max(zoomLevels.fit, currZoomLevel * factor)), undefined, box.options.zoomAnimationDuration);
}

function addParts(box, pictures) {
  const current = () => pictures[box.currIndex];
  box.ui.registerElement({
    name: "download",
    order: 8,
    isButton: true,
    tagName: "a",
    title: gettext("Download"),
    ariaLabel: gettext("Download"),
    html: { isCustomSVG: true, inner: '<path d="M20.5 14.3 17.1 18V10h-2.2v7.9l-3.4-3.6L10 15.7l6 6.3 6-6.3-1.5-1.4ZM23 23H9v2h14v-2Z" id="pswp__icn-download"/>', outlineID: "pswp__icn-download" },
    onInit: (link) =>
      box.on("change", () => {
        link.href = downloadAt(current());
        link.download = current().name;
      }),
  });
  box.ui.registerElement({
    name: "caption",
    order: 9,
    isButton: false,
    appendTo: "root",
    onInit: (caption) => {
      caption.setAttribute("aria-live", "polite");
      box.on("change", () => caption.replaceChildren(captionOf(current(), box.currIndex + 1, pictures.length)));
    },
  });
}

function captionOf({ name }, n, total) {
  const words = document.createElement("bdi");
  words.textContent = name;
  if (total === 1) return words;
  const place = document.createElement("span");
  place.className = "sr";
  place.textContent = gettext("Picture %(n)s of %(total)s: ", { n, total });
  const caption = document.createDocumentFragment();
  caption.append(place, words);
  return caption;
}
