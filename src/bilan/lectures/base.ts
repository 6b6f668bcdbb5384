import type { BilanBailleurQueries } from "./bilan-bailleur/ports.ts";
import type { NationalQueries } from "./comparaison-nationale/ports.ts";
import type { MesureQueries } from "./mesure-corrective/ports.ts";
import type { PaireBailQueries } from "./paire-bail/ports.ts";
import type { CubeQueries } from "./ports.ts";
import type { PublicsQueries } from "./public-prioritaire/ports.ts";
import type { RapportQueries } from "./rapport/ports.ts";
import type { RecoupementQueries } from "./recoupement/ports.ts";
import type { RepereQueries } from "./repere/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly cubes: CubeQueries;
    readonly bilansBailleurs: BilanBailleurQueries;
    readonly mesures: MesureQueries;
    readonly nationaux: NationalQueries;
    readonly rapports: RapportQueries;
    readonly pairesBaux: PaireBailQueries;
    readonly recoupements: RecoupementQueries;
    readonly publics: PublicsQueries;
    readonly reperes: RepereQueries;
  }
}
