import { Desk } from "./desk.js";
import { useTheme, settings } from "./settings.js";
import "./console.js";

const boot = JSON.parse(document.getElementById("boot").textContent);
if (boot.theme && boot.theme !== settings.get("theme")) useTheme(settings.get("theme"));

const desk = new Desk(boot);
document.querySelector("hd-console").desk = desk;
desk.start();
