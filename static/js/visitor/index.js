import "./app.js";
import { applyTextSize } from "./reading.js";

applyTextSize();
const boot = JSON.parse(document.getElementById("boot").textContent);
const app = document.createElement("hd-visitor");
app.boot = boot;
document.getElementById("shell")?.replaceWith(app);
