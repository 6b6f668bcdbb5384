import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { listeurOf } from "../partenaire/inscrire-menages.ts";

type Demande = { readonly epci: string; readonly liberation: number; readonly aujourdhui: string };

/** A réservataire asks a bailleur for a dwelling that has been empty for three months. Refuses `droit-absent`, `vacant-parti`. */
export async function demanderLogement(base: Base, { epci, liberation, aujourdhui }: Demande): Promise<void> {
  const { organisation } = listeurOf(base, epci);
  await base.transaction(async (tx) => {
    const id = await tx.vacants.demander(epci, liberation, organisation, aujourdhui);
    if (id === null) {
      throw conflit(
        "vacant-parti",
        "Ce logement n’est plus vacant et à louer, ou vous l’avez déjà demandé. Rechargez la page.",
      );
    }
    const objet = `demande-logement:${id}`;
    await tx.journal.ecrire({ acte: "logement-demande", ressource: "proposition", epci, objet });
  });
}

type Refusee = {
  readonly epci: string;
  readonly id: number;
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/** The bailleur says no, and why; it says yes by asking for candidates. Refuses `demande-motif`, `demande-a-relire`, `demande-close`. */
export async function refuserDemande(base: Base, { epci, id, relu, aujourdhui, ...lu }: Refusee): Promise<void> {
  const motif = lu.motif.trim();
  if (motif.length < 3 || motif.length > 300) {
    throw new Refus(
      "demande-motif",
      "Raison : dites-la en quelques mots (300 signes au plus), sans parler d’une personne.",
      {
        champ: "motif",
      },
    );
  }
  relireTexte(motif, "Raison :", { relu, aRelire: "demande-a-relire", details: { champ: "motif" } });
  await base.transaction(async (tx) => {
    if (!(await tx.vacants.refuser(epci, id, { le: aujourdhui, motif }))) {
      throw conflit("demande-close", "Cette demande n’attend plus de réponse. Rechargez la page.");
    }
    const objet = `demande-logement:${id}`;
    await tx.journal.ecrire({ acte: "logement-demande-refuse", ressource: "proposition", epci, objet });
  });
}
