import { gettext } from "../live/words.js";
import "./recorder-bar.js";
import { Limits } from "./recorder-limits.js";
import { showRecording } from "./recorder-preview.js";
import { ScreenRecording } from "./recorder-screen.js";
import { askToRecord } from "./recorder-start.js";
import { unfinishedRecording } from "./recorder-unfinished.js";
import { whyStopped } from "./recorder-words.js";

export { unfinishedRecording };

let running = null;
let isMicrophoneOn = false;

/**
 * Records the screen, with a bar above the page while it runs, and shows what was recorded. One at a time: asked again while
 * one runs, it points to the bar.
 * @param {{seconds?: number, bytes?: number, key?: string, onstop?: () => void}} [options] the longest and largest it may become;
 *   `key`: the conversation's id, by which a reload finds it again; `onstop`: nothing is recorded any more, the preview follows
 * @returns {Promise<File|null>} null: not wanted
 */
export async function recordScreen({ seconds = 600, bytes = 100 * 1024 * 1024, key = "", onstop } = {}) {
  if (running) return running();
  running = pointToBar;
  try {
    return await untilDecided(new Limits({ seconds, bytes }), key, onstop);
  } finally {
    running = null;
  }
}

function pointToBar() {
  document.querySelector(".recorder-stop")?.focus();
  return null;
}

/** "Record again" keeps what there is until the next recording begins. */
async function untilDecided(limits, key, onstop) {
  let made = null;
  for (;;) {
    const chosen = await askToRecord({ limits, isMicrophoneOn });
    if (!chosen && !made) return null;
    if (chosen) {
      await made?.forget();
      made = await record(chosen, limits, key);
      onstop?.();
    }
    const { reason, seconds } = made.take;
    if (reason === "discarded") return made.forget().then(() => null);
    const file = await made.file();
    const choice = await showRecording({ file, seconds, note: whyStopped(reason, limits) });
    if (choice === "again") continue;
    await made.forget();
    return choice === "attach" ? file : null;
  }
}

/** From the shared screen to the end of the recording. */
async function record({ screen, isMicrophoneWanted }, limits, key) {
  isMicrophoneOn = isMicrophoneWanted;
  const recording = new ScreenRecording({ screen, limits, key });
  await recording.start(isMicrophoneWanted);
  const bar = Object.assign(document.createElement("hd-recorder-bar"), { recording });
  if (recording.take.state !== "stopped") document.body.prepend(bar);
  await recording.take.ended;
  bar.remove();
  return recording;
}

/**
 * Offers what a reload interrupted, when there is something.
 * @param {string} key the conversation's id
 * @returns {Promise<File|null>} null: there is nothing, it is not wanted, or not yet
 */
export async function offerUnfinished(key) {
  if (running) return null;
  const unfinished = await unfinishedRecording(key);
  const letGo = await unfinished?.hold();
  if (!letGo) return null;
  try {
    const file = await unfinished.restore();
    const note = gettext("This recording was interrupted when the page closed.");
    const choice = await showRecording({ file, seconds: unfinished.seconds, note, isUnfinished: true });
    if (choice !== "later") await unfinished.discard();
    return choice === "attach" ? file : null;
  } finally {
    letGo();
  }
}
