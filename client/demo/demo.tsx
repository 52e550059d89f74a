/** @jsxImportSource preact */
/** The demo store: a small shop that routes in the browser, as many do, and tells the widget what its pages know. */
import { render } from "preact";
import "#client/tokens.css";
import { Store } from "./store.tsx";

const root = document.querySelector("#store");
if (root) render(<Store />, root);
