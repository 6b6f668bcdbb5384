import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { isVivante } from "#dossier/regles/etat.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { unknownDossier } from "../candidature/designer-candidat.ts";
import { declarantOf, findLogementSuivi } from "../logement/declarer-logement.ts";

type Offre = {
  readonly epci: string;
  readonly logement: number;
  /** Of its tenant's file, « D-7KQ4-XM2R ». */
  readonly reference: string;
  /** Day on which the tenant agreed. */
  readonly accordLe: string;
  readonly aujourdhui: string;
  readonly synthetique?: boolean;
};

/**
 * A bailleur offers the dwelling of one of its tenants who asks to move. Returns the offer. Refuses `droit-absent`, `logement-inconnu`,
 * `dossier-inconnu`, `echange-etat`, `echange-pas-locataire`, `echange-accord`, `echange-type`, `echange-deja`.
 */
export async function offrirEchange(base: Base, saisie: Offre): Promise<number> {
  const { epci, aujourdhui, accordLe, synthetique = false } = saisie;
  const organisation = bailleurOf(base, epci);
  const suivi = await findLogementSuivi(base, epci, saisie.logement);
  if (suivi.bailleur.organisation !== organisation) throw notYours();
  if (suivi.typologie === null || suivi.commune === null) {
    throw new Refus(
      "echange-type",
      "Logement : son type ou sa commune manque, rien ne dirait à qui il convient. Complétez sa déclaration.",
      { champ: "logement" },
    );
  }
  if (accordLe > aujourdhui) {
    throw new Refus("echange-accord", `Accord du locataire : le ${formatJour(accordLe)} n’est pas encore passé.`, {
      champ: "accord",
    });
  }
  const demandeur = await findLocataire(base, epci, saisie.reference);
  return base.transaction(async (tx) => {
    const offre = { epci, organisation, logement: suivi.id, demandeur, accordLe, ouverteLe: aujourdhui, synthetique };
    const id = await tx.echanges.offrir(offre);
    if (id === null) {
      throw conflit("echange-deja", "Ce logement, ou ce locataire, est déjà dans les logements à échanger.", {
        champ: "logement",
      });
    }
    const objet = `echange-offre:${id}`;
    await ecrireEvenement(tx, { epci, demandeur, code: "echange-cherche", objet });
    await tx.journal.ecrire({ acte: "echange-offert", ressource: "proposition", epci, objet, demandeur });
    return id;
  });
}

/** Its own tenant, whose demande is alive; a file that does not say whose tenant the household is may be of this bailleur. */
async function findLocataire(base: Base, epci: string, reference: string): Promise<string> {
  const demandeur = await base.candidatures.findDossier(epci, reference);
  const [dossier, menage] =
    demandeur === null
      ? [null, null]
      : await Promise.all([base.suivis.dossier(epci, demandeur), base.baux.menage(epci, demandeur)]);
  if (demandeur === null || dossier === null || menage === null) {
    throw unknownDossier();
  }
  if (!isVivante(dossier.etat)) {
    throw conflit("echange-etat", "Cette demande n’est pas active : le ménage ne demande plus à changer de logement.", {
      champ: "reference",
    });
  }
  const siren = habilitationFor(base.acteur, "logement-prive", "modifier", epci)?.siren ?? null;
  const ailleurs = menage.bailleurActuel !== null && siren !== null && menage.bailleurActuel !== siren;
  if (menage.nature === "acces" || ailleurs) {
    throw conflit(
      "echange-pas-locataire",
      ailleurs
        ? "D’après sa demande, ce ménage est locataire d’un autre bailleur : c’est à lui d’offrir le logement."
        : "D’après sa demande, ce ménage n’est pas locataire du parc social. S’il l’est, corrigez d’abord sa demande.",
      { champ: "reference" },
    );
  }
  return demandeur;
}

/** Ends the exchange it is in; the households that knew of it are told. Refuses `droit-absent`, `echange-clos`. */
export async function retirerOffre(
  base: Base,
  { epci, offre, aujourdhui }: { readonly epci: string; readonly offre: number; readonly aujourdhui: string },
): Promise<void> {
  const organisation = bailleurOf(base, epci);
  await base.transaction(async (tx) => {
    if (!(await tx.echanges.retirer(epci, offre, organisation, aujourdhui))) {
      throw conflit(
        "echange-clos",
        "Ce logement n’est plus à échanger, ou l’un des deux est devant la commission : retirez d’abord celui-ci des logements libérés.",
      );
    }
    const objet = `echange-offre:${offre}`;
    await tx.journal.ecrire({ acte: "echange-offre-retiree", ressource: "proposition", epci, objet });
  });
}

export function bailleurOf(base: Base, epci: string): number {
  const organisation = declarantOf(base, epci);
  if (organisation === null) throw notYours();
  return organisation;
}

function notYours(): Refus {
  return interdit("droit-absent", "Un échange se fait au nom du bailleur à qui est le logement.");
}
