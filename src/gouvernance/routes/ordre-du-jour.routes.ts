import type { Context } from "hono";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { NATURES_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { OUVERTES } from "../actes/cas-bloque/inscrire-cas.ts";
import {
  deplacerPoint,
  inscrireLibre,
  inscrirePoints,
  listReportes,
  type PointsCoches,
  retirerPoint,
} from "../actes/inscrire-points.ts";
import { findReunion } from "../actes/reunion-ecrire.ts";
import { proposerPoints } from "../lectures/proposer-points.ts";
import { renderOrdreDuJourPage } from "../pages/ordre-du-jour-page.tsx";

const ECRIRE = garde("instance", "modifier", { partout: true });

/** `/t/:epci/commission/reunions/:reunion/ordre-du-jour`: the agenda, edited by the officer. */
export function ordreDuJourRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: "commission/reunions/:reunion{[0-9]+}/ordre-du-jour",
    droit: ECRIRE,
    show: showOrdre,
    actes: { inscrits: INSCRIRE, libre: ECRIRE_LIBRE, geste: BOUGER },
  });
}

async function showOrdre(site: Site, c: Context<Env>, { code, ...etat }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const reunion = await findReunion(base, epci, Number(c.req.param("reunion")));
  const question = {
    epci,
    aujourdhui: site.deps.horloge.aujourdhui(),
    memoire: site.memoire,
    prises: site.veillesPrises,
  };
  const [points, proposes, reportes, pieces] = await Promise.all([
    base.tenues.points(epci, reunion.id),
    proposerPoints(base, question),
    listReportes(base, reunion),
    base.reunions.pieces(epci, reunion.id),
  ]);
  const ouvert = OUVERTES.includes(reunion.etat);
  const aRelire = code === "gouvernance-a-relire";
  const lus = { points, proposes, reportes, pieces };
  return renderOrdreDuJourPage({ cadre, epci, reunion, ...lus, ...etat, ouvert, aRelire });
}

const INSCRIRE = defineActe({
  chemin: "",
  droit: ECRIRE,
  annonce: "Les points sont inscrits.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero, site }, _, saisie) =>
    inscrirePoints(
      base,
      { epci, reunion: numero("reunion"), aujourdhui, memoire: site.memoire, prises: site.veillesPrises },
      readCoches(saisie),
    ),
});

const ECRIRE_LIBRE = defineActe({
  chemin: "libre",
  droit: ECRIRE,
  annonce: "Les points sont inscrits.",
  defaire: { par: "geste", quoi: "l’inscription de ce point", vise: ["point"], champs: { geste: "retirer" } },
  champs: { titre: brut(), texte: brut(), relu: relu() },
  run: async ({ base, epci, numero }, point) =>
    new Suite({ annuler: await inscrireLibre(base, { epci, reunion: numero("reunion"), ...point }) }),
});

const BOUGE: Readonly<Record<string, string>> = {
  monter: "Le point est monté d’un rang.",
  descendre: "Le point est descendu d’un rang.",
  retirer: "Le point est retiré de l’ordre du jour.",
};

const BOUGER = defineActe({
  chemin: ":point{[0-9]+}",
  droit: ECRIRE,
  annonce: (parametre) => BOUGE[parametre("geste")] ?? null,
  champs: { geste: choix("Point", ["monter", "descendre", "retirer"]) },
  run: async ({ base, epci, numero }, { geste }) => {
    const vise = { epci, reunion: numero("reunion"), point: numero("point") };
    await (geste === "retirer" ? retirerPoint(base, vise) : deplacerPoint(base, { ...vise, vers: geste }));
    return new Suite({ parametres: { geste } });
  },
});

function readCoches(saisie: SaisieFormulaire): PointsCoches {
  return {
    proposes: (saisie.propose ?? []).flatMap((valeur) => {
      const coupe = valeur.indexOf("|");
      const nature = NATURES_POINT.find((code) => code === valeur.slice(0, coupe));
      return nature ? [{ nature, reference: valeur.slice(coupe + 1) }] : [];
    }),
    reportes: idsOf(saisie.reporte),
    pieces: idsOf(saisie.piece),
  };
}

function idsOf(valeurs: readonly string[] = []): readonly number[] {
  return valeurs.filter((valeur) => /^[1-9]\d{0,14}$/.test(valeur)).map(Number);
}
