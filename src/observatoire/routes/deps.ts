import type { MemoireAnalyses } from "../lectures/desequilibre/analyse.ts";
import type { FondTuiles } from "../pages/carte/carte-page.tsx";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Tiles of the detailed map; null or absent: none. */
    readonly tuiles?: FondTuiles | null;
  }
}

declare module "#socle/routes/site.ts" {
  interface Site {
    /** Cache of readings of imbalances, shared by all pages. */
    readonly memoire: MemoireAnalyses;
  }
}
