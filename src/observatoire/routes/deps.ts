import type { MemoireAnalyses } from "../lectures/desequilibre/analyse.ts";
import type { FondTuiles } from "../pages/carte/carte-page.tsx";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Tiles under the detailed map; null or absent: none. */
    readonly tuiles?: FondTuiles | null;
  }
}

declare module "#socle/routes/site.ts" {
  interface Site {
    /** Readings of imbalances, computed once for all pages. */
    readonly memoire: MemoireAnalyses;
  }
}
