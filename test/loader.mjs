// The sources as Node imports them, compiled one by one, without vite: in the process that runs the tests and in the one that drives them.
import { register } from "node:module";

register("./loader-hooks.mjs", import.meta.url);
process.setSourceMapsEnabled(true);
