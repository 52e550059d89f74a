/** The script of requests, `/widget-ask.<locale>.js`: it comes when somebody wants to leave one. */
export { RequestDesk } from "./request-desk.ts";
export { default as styles } from "./requests.css?inline";
export { RequestsPage } from "./requests.tsx";
