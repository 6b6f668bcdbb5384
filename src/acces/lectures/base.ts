import type { ConnexionQueries } from "./connexion/ports.ts";
import type { HabilitationQueries } from "./habilitation/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly habilitations: HabilitationQueries;
  }

  interface Bases {
    readonly connexions: ConnexionQueries;
  }
}
