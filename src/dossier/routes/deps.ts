import type { Coffre } from "../lectures/coffre.ts";
import type { Antivirus, DepotPieces } from "../lectures/piece/ports.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Seals the numbers and the sensitive answers. */
    readonly coffre: Coffre;
    readonly pieces: DepotPieces;
    /** null: the installation has no antivirus. */
    readonly antivirus: Antivirus | null;
  }
}
