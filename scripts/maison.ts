import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { drawHouse } from "../test/architecture/draw-house.ts";
import { readModule } from "../test/architecture/module.ts";
import { readArrows } from "../test/architecture/walls.ts";
import { countHouse } from "../test/maison/compter.ts";

/** `node --import tsx scripts/maison.ts`: draws docs/maison.svg from the imports, and prints what test/maison.test.ts holds. */
const modules = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
  .map((path) => readModule(path, readFileSync(path, "utf8")));
writeFileSync("docs/maison.svg", drawHouse(readArrows(modules)));
process.stdout.write(`${JSON.stringify(countHouse(), null, 2)}\n`);
