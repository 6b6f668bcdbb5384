import type { Context } from "hono";
import type { EffetSurAnnee } from "#bilan/pages/effet-bilan.tsx";
import type { CommuneDehors } from "#donnees/lectures/rattachement/ports.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, relu, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  annulerRattachement,
  previewRattachement,
  rattacherCommune,
} from "../../actes/rattachement/rattacher-commune.ts";
import { renderRattachementPage } from "../../pages/rattachement/rattachement-page.tsx";

const PAGE = "donnees/hors-territoire";
/** Needs the whole territory: a commune is counted for all the bailleurs, or for none. */
const DROIT = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/hors-territoire`: leases of communes outside the perimeter. */
export function rattachementRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: PAGE,
    droit: DROIT,
    show: showDehors,
    actes: { rattachee: RATTACHER, annule: ANNULER },
  });
}

async function showDehors(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { rattachements } = c.var.base;
  const [dehors, historique] = await Promise.all([rattachements.dehors(epci), rattachements.list(epci)]);
  const asked = etat.acte === null ? c.req.query("commune") : valeurDe(etat.saisie, "commune");
  const courante = dehors.find((one) => one.commune === asked) ?? dehors[0] ?? null;
  // Each effect computes the year twice: only for the asked commune.
  const effet = courante && courante.commune === asked ? await preview(c, epci, courante) : null;
  return renderRattachementPage({
    cadre,
    dehors,
    courante,
    effet,
    historique,
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    saisie: { motif: valeurDe(etat.saisie, "motif"), aRelire: etat.code === "motif-a-relire" },
  });
}

async function preview(
  c: Context<Env>,
  epci: string,
  { commune, annees }: CommuneDehors,
): Promise<EffetSurAnnee | null> {
  const annee = annees.at(-1);
  return annee === undefined ? null : { annee, ...(await previewRattachement(c.var.base, { epci, commune, annee })) };
}

const RATTACHER = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: "La commune est comptée avec le territoire. Le bilan en tient compte.",
  defaire: { par: "annule", quoi: "le rattachement de cette commune", vise: ["id"] },
  champs: { commune: brut(), motif: texteOuVide(300), relu: relu() },
  run: async ({ base, epci }, { motif, ...choisie }) =>
    new Suite({ annuler: await rattacherCommune(base, { epci, ...choisie, motif: motif ?? "" }) }),
});

const ANNULER = defineActe({
  chemin: ":id{[0-9]+}/annuler",
  droit: DROIT,
  annonce: "La commune est de nouveau mise à part, hors de tout compte.",
  champs: {},
  run: ({ base, epci, numero }) => annulerRattachement(base, { epci, id: numero("id") }),
});
