import type { LireRelogements } from "../lectures/liberation/vue-liberation.ts";

declare module "#socle/routes/site.ts" {
  interface Site {
    readonly relogementsPossibles: LireRelogements;
  }
}
