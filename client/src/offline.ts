// Readings without a network: loaded by the page that a device keeps, and by the others where that is switched on.
import { guard } from "./offline/guard";
import "./offline/page";

if (!document.querySelector("offline-readings")) void guard();
