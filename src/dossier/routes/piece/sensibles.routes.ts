import type { Context } from "hono";
import { servirPiece } from "#donnees/routes/piece/servir.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, SANS_ACTE } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { baseSensible, lirePieceSensible } from "../../actes/piece/lire-piece.ts";
import { verifierPiece } from "../../actes/piece/verifier-piece.ts";
import { dossierInconnu } from "../../lectures/piece/read-pieces.ts";
import { renderSensiblesPage } from "../../pages/piece/pieces-page.tsx";
import { DECISION, designation, PIECES_DOSSIER, UNE_PIECE } from "./designation.ts";

const LIRE = garde("piece-sensible", "lire");

/** « Consultant sensible »: a right, and a reason typed at each opening, which the row policies ask for too. */
export function sensiblesRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${PIECES_DOSSIER}/sensibles`,
    droit: LIRE,
    show: (_, c, etat) => renderSensibles(site, c, etat),
    actes: { ouvertes: OUVRIR, servie: SERVIR, verifie: VERIFIER },
  });
}

type Ouvertes = Parameters<typeof renderSensiblesPage>[0]["ouvertes"];

async function renderSensibles(
  site: Site,
  c: Context<Env>,
  { saisie, refus, annonce }: EtatPage,
  ouvertes: Ouvertes = null,
): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const { epci, demandeur } = designation(c);
  // An actor who may not read the household is not even told that a reason is asked.
  if ((await c.var.base.pieces.dossier(epci, demandeur)) === null) throw dossierInconnu();
  const jour = site.deps.horloge.aujourdhui();
  return renderSensiblesPage({ cadre, epci, demandeur, ouvertes, jour, etat: { saisie, refus }, annonce });
}

const MOTIF = { motif: texteOuVide().transform((motif) => motif ?? "") };

function champDe({ code }: Refus): string | undefined {
  return code === "piece-motif" ? "motif" : undefined;
}

/** Refuses `piece-motif`. */
function openSensible({ c }: Lieu, motif: string, action: "lire" | "valider"): Base {
  const base = baseSensible(c.var.bases, c.var.acteur, motif, action);
  if (base === null) {
    throw new Refus("piece-motif", "Pourquoi ouvrez-vous ces documents\u00A0: dix caractères au moins.");
  }
  return base;
}

const OUVRIR = defineActe({
  chemin: "",
  droit: LIRE,
  annonce: null,
  champDe,
  champs: MOTIF,
  run: async (lieu, { motif }) => {
    const { epci, site, c } = lieu;
    const { demandeur } = designation(c);
    const base = openSensible(lieu, motif, "lire");
    const pieces = await base.pieces.lister(demandeur, true);
    await base.journal.ecrire({
      acte: "piece-sensible-lue",
      ressource: "piece-sensible",
      epci,
      objet: "liste",
      demandeur,
    });
    const verifier = peut(c.var.acteur, "piece-sensible", "valider", epci);
    const siennes = pieces.filter((piece) => piece.epci === epci);
    return c.html(await renderSensibles(site, c, SANS_ACTE, { motif, pieces: siennes, verifier }));
  },
});

const SERVIR = defineActe({
  chemin: `${UNE_PIECE}/fichier`,
  droit: LIRE,
  annonce: null,
  champDe,
  champs: MOTIF,
  run: async (lieu, { motif }) => {
    const base = openSensible(lieu, motif, "lire");
    return servirPiece(lieu.c, await lirePieceSensible(base, lieu.site.deps, designation(lieu.c)));
  },
});

const VERIFIER = defineActe({
  chemin: `${UNE_PIECE}/verifier`,
  droit: garde("piece-sensible", "valider"),
  annonce: "Vérification enregistrée.",
  champDe,
  champs: { ...MOTIF, ...DECISION },
  run: async (lieu, { motif, valide: valideJusquAu, ...decision }) => {
    const base = openSensible(lieu, motif, "valider");
    const piece = { ...designation(lieu.c), sensible: true, ...decision, valideJusquAu };
    await verifierPiece(base, lieu.site.deps, piece);
  },
});
