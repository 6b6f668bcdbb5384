import type { CodeOfficiel } from "../actes/territoire/open-territoire.ts";
import type { Fonds } from "../lectures/territoire/fond.ts";
import type { MouvementsCommunes } from "../regles/territoire/mouvements.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Names the communes that a territory does not have yet. */
    readonly codeOfficiel: CodeOfficiel;
    /** Absent: the codes of communes are kept as written. */
    readonly mouvements?: MouvementsCommunes;
  }
}

declare module "#socle/routes/site.ts" {
  interface Site {
    readonly fonds: Fonds;
  }
}
