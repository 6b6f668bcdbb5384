import type { Lieu } from "#socle/routes/page-actes.ts";

/** Under the territory. */
export const UNE_SEANCE = "cal/:seance{[1-9][0-9]{0,14}}";
export const UN_LOGEMENT = `${UNE_SEANCE}/logements/:liberation{[1-9][0-9]{0,14}}`;

/** The session of the address, and when. */
export function viseOf({ site: { deps }, c }: Pick<Lieu, "site" | "c">) {
  return {
    epci: c.req.param("epci") ?? "",
    seance: Number(c.req.param("seance")),
    aujourdhui: deps.horloge.aujourdhui(),
    maintenant: deps.horloge.maintenant(),
  };
}

/** A dwelling of its agenda. */
export function viseLogement(lieu: Pick<Lieu, "site" | "c">) {
  return { ...viseOf(lieu), liberation: Number(lieu.c.req.param("liberation")) };
}
