import type { ServiceSne } from "../lectures/sne-echange/service-sne.ts";

declare module "#socle/routes/deps.ts" {
  interface AppDeps {
    /** Web services of the national system; null or absent: numbers are typed at the desk. */
    readonly serviceSne?: ServiceSne | null;
  }
}
