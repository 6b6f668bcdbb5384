import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  inscrireMenages,
  lireMenages,
  listeurOf,
  recevoirMenages,
  sourceMenages,
} from "../../actes/partenaire/inscrire-menages.ts";
import { renderEngagementsCsv } from "../../documents/engagements-csv.ts";
import { lireCompatibles, offertDePropose, offertDeVacant } from "../../lectures/partenaire/lire-compatibles.ts";
import { CHEMIN_LISTE } from "../../pages/partenaire/chemins.ts";
import { renderListePage } from "../../pages/partenaire/liste-page.tsx";
import { MOTS_MENAGES } from "../../pages/partenaire/mots-menages.ts";
import { groupEngagements } from "../../regles/partenaire/engagement.ts";
import { fichierPartenaireRoutes, type GenreFichier } from "./fichier.routes.ts";

/** Labelled households of the préfet, employees of Action Logement, candidates of any réservataire. */
const FICHIER_MENAGES: GenreFichier = {
  genre: "menages",
  mots: MOTS_MENAGES,
  droit: ["proposition", "creer"],
  source: sourceMenages,
  recevoir: recevoirMenages,
  lire: lireMenages,
  ecrire: inscrireMenages,
};

export function menagesRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_LISTE}`, garde("proposition", "creer"), (c) => showListe(site, c))
    .get(`/t/:epci/${CHEMIN_LISTE}.csv`, garde("proposition", "creer"), async (c) => {
      const { epci } = await openCadre(site, c);
      const { organisation } = listeurOf(c.var.base, epci);
      const lieux = await c.var.base.partenaires.etablissements(epci, organisation);
      const contenu = renderEngagementsCsv(groupEngagements(lieux));
      const sortie = { ressource: "proposition", epci, objet: "engagements.csv" } as const;
      return sendExport(c, sortie, { nom: `engagements-${epci}`, type: "csv", contenu });
    })
    .route("/", fichierPartenaireRoutes(site, FICHIER_MENAGES));
}

async function showListe(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const { organisation } = listeurOf(base, epci);
  const jour = site.deps.horloge.aujourdhui();
  const [menages, ouvertes, vacants, communes, lieux] = await Promise.all([
    base.partenaires.liste(epci, organisation),
    base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null }),
    base.vacants.list(epci, jour),
    base.territoires.perimetre(epci),
    base.partenaires.etablissements(epci, organisation),
  ]);
  const proposes = ouvertes.filter(({ reservataire }) => reservataire?.organisation === organisation);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const offerts = [
    ...proposes.map((une) => offertDePropose(une, noms.get(une.logement.commune) ?? une.logement.commune)),
    ...vacants.map(offertDeVacant),
  ];
  const compatibles = await lireCompatibles(base, { epci, jour }, menages, offerts);
  const choisi = menages.find(({ demandeur }) => demandeur === c.req.query("menage")) ?? null;
  return c.html(
    renderListePage({ cadre, epci, menages, proposes, compatibles, choisi, engagements: groupEngagements(lieux) }),
  );
}
