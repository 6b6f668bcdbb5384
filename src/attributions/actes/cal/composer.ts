import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { requireSecretaire } from "../../lectures/cal/seance-lue.ts";
import { siegePourCommune } from "../../regles/cal/composition.ts";
import { checkRegles } from "../../regles/cal/reglement.ts";
import type { MembreAAjouter, ReglementAAdopter } from "./ports.ts";

type Commission = { readonly epci: string; readonly organisation: number };

/** A version of the rules of procedure, from its day. Refuses `droit-absent`, `cal-reglement`, `cal-reglement-existe` and those of free texts. */
export async function adopterReglement(
  base: Base,
  { epci, organisation }: Commission,
  reglement: ReglementAAdopter,
): Promise<void> {
  checkRegles(reglement);
  relireTexte(reglement.source, "Texte lu :", { relu: false, aRelire: "cal-a-relire", details: { champ: "source" } });
  await base.transaction(async (tx) => {
    if (!(await tx.cal.adopter(epci, organisation, reglement))) {
      throw conflit(
        "cal-reglement-existe",
        `Une version est déjà en vigueur au ${formatJour(reglement.depuis)}. Choisissez un autre jour.`,
      );
    }
    const objet = `cal:${organisation}`;
    await tx.journal.ecrire({ acte: "cal-reglement-adopte", ressource: "seance", epci, objet });
  });
}

export type MembreSaisi = Omit<MembreAAjouter, "synthetique"> & { readonly synthetique?: boolean };

/** Somebody more in the commission. Refuses `droit-absent`, `cal-membre`, `cal-compte`, `cal-deja-membre` and those of free texts. */
export async function ajouterMembreCal(base: Base, commission: Commission, saisi: MembreSaisi): Promise<number> {
  const { epci, organisation } = commission;
  requireSecretaire(base, commission);
  checkSiege(saisi);
  return base.transaction(async (tx) => {
    if (saisi.compte !== null && !(await tx.cal.sieges(epci)).some(({ compte }) => compte === saisi.compte)) {
      throw new Refus(
        "cal-compte",
        "Ce compte n’a pas, ou plus, d’habilitation de membre ici. Choisissez dans la liste.",
      );
    }
    await checkNouveau(tx, commission, saisi);
    const id = await tx.cal.ajouterMembre(epci, organisation, { ...saisi, synthetique: saisi.synthetique ?? false });
    await tx.journal.ecrire({ acte: "cal-membre-modifie", ressource: "seance", epci, objet: `cal-membre:${id}` });
    return id;
  });
}

/** One person sits once in a capacity, or would have two voices. Refuses `cal-deja-membre`. */
async function checkNouveau(tx: Base, { epci, organisation }: Commission, saisi: MembreSaisi): Promise<void> {
  if (saisi.compte === null) return;
  const membres = await tx.cal.composition(epci, organisation);
  const deja = membres.some(
    ({ compte, qualite, commune, reservataire, jusqua }) =>
      compte === saisi.compte &&
      qualite === saisi.qualite &&
      commune === saisi.commune &&
      reservataire === saisi.reservataire &&
      (jusqua === null || jusqua >= saisi.depuis),
  );
  if (!deja) return;
  throw conflit(
    "cal-deja-membre",
    "Ce compte siège déjà à ce titre. Choisissez un autre compte, ou mettez d’abord fin à son siège.",
  );
}

/** What a seat needs besides its capacity. Refuses `cal-membre` and those of free texts. */
function checkSiege({ qualite, commune, reservataire, designation, president }: MembreSaisi): void {
  if (siegePourCommune(qualite) && commune === null) {
    throw new Refus("cal-membre", "Un maire siège pour sa commune : choisissez-la.", { champ: "commune" });
  }
  if (qualite === "reservataire" && reservataire === null) {
    throw new Refus("cal-membre", "Un réservataire siège pour son contingent : choisissez l’organisme.", {
      champ: "reservataire",
    });
  }
  if (president && qualite !== "bailleur" && qualite !== "locataires") {
    throw new Refus("cal-membre", "Le président est élu parmi les membres du bailleur.", { champ: "president" });
  }
  if (designation !== null) {
    relireTexte(designation, "Désignation :", {
      relu: false,
      aRelire: "cal-a-relire",
      details: { champ: "designation" },
    });
  }
}

/** Last day included. Refuses `droit-absent`, `membre-inconnu`. */
export async function retirerMembreCal(
  base: Base,
  commission: Commission,
  membre: number,
  jusqua: string,
): Promise<void> {
  const { epci } = commission;
  requireSecretaire(base, commission);
  await base.transaction(async (tx) => {
    if (!(await tx.cal.retirerMembre(epci, membre, jusqua))) {
      throw introuvable("membre-inconnu", "Ce membre ne siège pas, ou ne siège plus, dans cette commission.");
    }
    await tx.journal.ecrire({ acte: "cal-membre-modifie", ressource: "seance", epci, objet: `cal-membre:${membre}` });
  });
}
