import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { shareAnswers } from "#socle/routes/serveur/share-answers.ts";
import { emptyCadre, type Site } from "#socle/routes/site.ts";
import { readCil } from "../../lectures/cil/read-cil.ts";
import { renderCilPage } from "../../pages/cil/cil-page.tsx";

/**
 * `/t/:epci/cil`: public page of the conférence. Read without an actor and in a public frame: the answer can be cached and shared,
 * and a partner sees exactly what the public does.
 */
export function cilRoutes(site: Site): Routes {
  const { horloge, version } = site.deps;
  return new Routes().get("/t/:epci/cil", garde("instance", "lire"), shareAnswers(version), async (c) => {
    const base = c.var.bases.pour(PUBLIC, { ressource: "instance", action: "lire" });
    const cil = await readCil(base, { epci: paramOf(c, "epci"), aujourdhui: horloge.aujourdhui() });
    const { epci, nom, demonstration } = cil;
    return c.html(renderCilPage({ cadre: { ...emptyCadre(site), territoire: { epci, nom, demonstration } }, cil }));
  });
}
