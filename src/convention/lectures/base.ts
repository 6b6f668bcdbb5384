import type { PpgdidQueries } from "./ppgdid/ports.ts";

declare module "#socle/lectures/base.ts" {
  interface Base {
    readonly ppgdids: PpgdidQueries;
  }
}
