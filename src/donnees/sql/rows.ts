import { z } from "zod";

/** Shapes that several rooms read back from their tables. */
export {
  communeRow,
  contingent,
  origine,
  qpvRow,
  quartile,
  reponse,
  seuilRow,
  situation,
} from "../formats/ports.ts";
export { publicationRow } from "../lectures/lot/ports.ts";

export const ressources = z.enum(["positives", "nulles", "absentes"]);
