import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { echangeInconnu, listProposes } from "../../lectures/echange/lire-echanges.ts";
import type { CoteEchange } from "../../lectures/echange/ports.ts";
import { etapeOf } from "../../regles/echange/echange.ts";
import { designerCandidat, type Examiner } from "../candidature/designer-candidat.ts";
import { ouvrirLiberation } from "../liberation/ouvrir-liberation.ts";
import { findLogementSuivi } from "../logement/declarer-logement.ts";
import { bailleurOf } from "./offrir-echange.ts";

type Proposee = {
  readonly epci: string;
  readonly offre: number;
  readonly autre: number;
  readonly aujourdhui: string;
};

/** A bailleur proposes the exchange to the other one; nobody else is told yet. Refuses `droit-absent`, `echange-clos`. */
export async function proposerEchange(base: Base, { epci, offre, autre, aujourdhui }: Proposee): Promise<void> {
  bailleurOf(base, epci);
  await base.transaction(async (tx) => {
    const id = await tx.echanges.proposer(epci, { offre, autre, le: aujourdhui });
    if (id === null) throw over();
    await tx.journal.ecrire({ acte: "echange-propose", ressource: "proposition", epci, objet: `echange:${id}` });
  });
}

type ReponseSaisie = {
  readonly epci: string;
  readonly id: number;
  readonly reponse: "oui" | "non";
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/** The other bailleur answers; its refusal says why. Refuses `echange-motif`, `echange-a-relire`, `echange-clos`, `echange-inconnu`. */
export async function repondreBailleur(base: Base, saisie: ReponseSaisie): Promise<void> {
  const { epci, id, reponse, relu, aujourdhui } = saisie;
  await ownCote(base, epci, id);
  const motif = reponse === "non" ? readMotif(saisie.motif, relu) : null;
  await base.transaction(async (tx) => {
    if (!(await tx.echanges.repondreBailleur({ epci, id, reponse, motif, le: aujourdhui }))) throw over();
    await tx.journal.ecrire({ acte: "echange-repondu", ressource: "proposition", epci, objet: `echange:${id}` });
  });
}

function readMotif(ecrit: string, relu: boolean): string {
  const motif = ecrit.trim();
  if (motif.length < 3 || motif.length > 300) {
    throw new Refus(
      "echange-motif",
      "Raison : dites-la en quelques mots (300 signes au plus), sans parler d’une personne.",
      {
        champ: "motif",
      },
    );
  }
  relireTexte(motif, "Raison :", { relu, aRelire: "echange-a-relire", details: { champ: "motif" } });
  return motif;
}

type ReponseMenage = {
  readonly epci: string;
  readonly demandeur: string;
  readonly id: number;
  readonly reponse: "oui" | "non";
  readonly aujourdhui: string;
};

/**
 * The household says whether it wants the exchange, once both bailleurs do. A « non » is no refusal of a proposal: it weighs nothing on the demande.
 * Refuses `echange-inconnu`, `echange-clos`.
 */
export async function repondreMenage(base: Base, saisie: ReponseMenage): Promise<void> {
  const { epci, demandeur, id, reponse, aujourdhui } = saisie;
  const cote = (await listProposes(base, epci, demandeur)).find((one) => one.id === id);
  if (cote === undefined) throw echangeInconnu();
  if (etapeOf(cote.etat) !== "menages") throw over();
  await base.transaction(async (tx) => {
    if (!(await tx.echanges.repondreMenage(epci, id, reponse, aujourdhui))) throw over();
    const objet = `echange:${id}`;
    await tx.journal.ecrire({ acte: "echange-repondu", ressource: "proposition", epci, objet, demandeur });
    await ecrireEvenement(tx, {
      epci,
      demandeur,
      code: reponse === "oui" ? "echange-accepte" : "echange-refuse",
      objet,
    });
  });
}

type Presentee = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

/**
 * Opens the letting of this side's dwelling and names the household of the other side for it: the commission decides on each dwelling (CCH, art.
 * R. 441-3). Returns the letting. Refuses what `ouvrirLiberation` and `designerCandidat` refuse, `echange-inconnu`, `echange-clos`.
 */
export async function presenterEchange(base: Base, examiner: Examiner, saisie: Presentee): Promise<number> {
  const { epci, id, aujourdhui } = saisie;
  const { offre } = await ownCote(base, epci, id);
  const logement = await base.echanges.logementOf(epci, offre);
  const arrivant = await base.echanges.arrivant(epci, id);
  if (arrivant === null || logement === null) throw over();
  const suivi = await findLogementSuivi(base, epci, logement);
  return base.transaction(async (tx) => {
    const liberation = await ouvrirLiberation(tx, {
      epci,
      logement,
      origine: "echange",
      financement: "inconnu",
      filiere: "ordinaire",
      meuble: "inconnu",
      causeVacance: "inconnue",
      dates: { preavis: aujourdhui, "etat-des-lieux": null, travaux: null, disponible: null },
      departPrevuLe: null,
      travauxPrevusLe: null,
      contingent: suivi.contingent,
      synthetique: suivi.synthetique,
      aujourdhui,
    });
    if (!(await tx.echanges.lier(epci, id, liberation))) throw over();
    const dossier = { demandeur: arrivant };
    await designerCandidat(tx, examiner, {
      epci,
      liberation,
      dossier,
      source: null,
      aujourdhui,
      synthetique: suivi.synthetique,
    });
    return liberation;
  });
}

/** Refuses `echange-ensemble`: one of the two leases alone would leave the other household without its exchange. */
export async function checkEnsemble(
  base: Base,
  { epci, liberation, demandeur }: { readonly epci: string; readonly liberation: number; readonly demandeur: string },
): Promise<void> {
  if ((await base.echanges.ensemble(epci, liberation, demandeur)) !== false) return;
  throw conflit(
    "echange-ensemble",
    "Ce logement fait partie d’un échange : il revient à l’autre locataire, une fois que les deux ménages ont accepté. Les deux baux se signent ensemble.",
  );
}

async function ownCote(base: Base, epci: string, id: number): Promise<CoteEchange> {
  const organisation = bailleurOf(base, epci);
  const cote = await base.echanges.find(epci, id);
  if (cote === null || cote.organisation !== organisation) throw echangeInconnu();
  return cote;
}

function over(): Refus {
  return conflit(
    "echange-clos",
    "Cet échange n’attend plus cette réponse : l’un des deux côtés a changé. Rechargez la page.",
  );
}
