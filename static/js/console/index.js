import { Desk } from "./desk.js";
import "./console.js";

const boot = JSON.parse(document.getElementById("boot").textContent);
const desk = new Desk(boot);
document.querySelector("hd-console").desk = desk;
desk.start();
