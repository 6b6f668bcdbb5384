import { ouvrirDossier } from "#dossier/actes/ouvrir-dossier.ts";
import { fermerVisite, menageOf } from "#dossier/lectures/acces.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { lireReperes } from "#dossier/lectures/lire-dossier.ts";
import { deriveMenage } from "#dossier/regles/derive-menage.ts";
import type { Identite, Reponses } from "#dossier/regles/reponses.ts";
import type { Base, Bases, Horloge } from "#socle/lectures/base.ts";
import { PUBLIC } from "#socle/regles/habilitation/acteur.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Entretien } from "../../lectures/entretien/ports.ts";
import { questionsVersees, toPersonnes, toReponses, toSouhaits } from "../../regles/entretien/verser.ts";
import { type Ou, openEcrivable } from "./mener-entretien.ts";

export type EntretienVerse = {
  readonly demandeur: string;
  readonly reference: string;
  /** Code given to the household, shown once. */
  readonly code: string;
};

type Deps = { readonly bases: Bases; readonly horloge: Horloge };

/**
 * Creates the household's own draft from the answers of the interview. It is written as the household, who owns it from then on: the interviewer
 * gives them the code, and reads the demande like any other once it is sent. Refuses `entretien-inconnu`, `entretien-verse`, `entretien-nom`.
 */
export function verserEntretien(base: Base, deps: Deps, ou: Ou): Promise<EntretienVerse> {
  const { epci } = ou;
  return base.transaction(async (tx) => {
    const entretien = await openEcrivable(tx, ou);
    if (entretien.nom === null) {
      throw new Refus("entretien-nom", "Écrivez d’abord le nom de la personne : une demande ne peut pas s’en passer.");
    }
    const territoire = await tx.territoires.find(epci);
    const synthetique = territoire?.demonstration ?? false;
    const { demandeur, codes, entree } = await ouvrirDossier(deps, { epci, synthetique, mandat: null, acteur: PUBLIC });
    // The household enters by its code: the interviewer's visit of the file is closed.
    await fermerVisite({ queries: deps.bases.connexions, horloge: deps.horloge }, entree.jeton);
    const menage = deps.bases.pour(menageOf(demandeur, "titulaire"));
    await menage.transaction((own) => pour(own, { entretien, demandeur, jour: deps.horloge.aujourdhui() }));
    const reference = (await menage.dossiers.lire(demandeur))?.reference ?? "";
    await tx.entretiens.writeEtat(entretien.id, "verse", demandeur);
    const objet = `entretien:${entretien.id}:verse`;
    await tx.journal.ecrire({ acte: "entretien-decouverte", ressource: "prospect", epci, objet, demandeur });
    return { demandeur, reference, code: codes.propre };
  });
}

type APourvoir = { readonly entretien: Entretien; readonly demandeur: string; readonly jour: string };

async function pour(own: Base, { entretien, demandeur, jour }: APourvoir): Promise<void> {
  const { epci } = entretien;
  const identite = identiteOf(entretien);
  const personnes = toPersonnes(entretien.reponses);
  const souhaits = toSouhaits(entretien.reponses);
  const repondues = Object.fromEntries(questionsVersees(entretien.reponses, entretien).map((one) => [one, 1]));
  const reponses: Reponses = { ...toReponses(entretien.reponses), repondues };
  await own.dossiers.ecrireIdentite(demandeur, identite);
  for (const personne of personnes) await own.dossiers.ajouterPersonne(demandeur, epci, personne);
  await own.dossiers.ecrireSouhaits(demandeur, epci, souhaits);
  const derive = deriveMenage(
    { identite, reponses, personnes, souhaits, sensibles: {} },
    await lireReperes(own, epci, jour),
  );
  await own.dossiers.ecrireMenage(demandeur, reponses, derive);
  await ecrireEvenement(own, { epci, demandeur, code: "entretien-mene", objet: `entretien:${entretien.id}` });
}

function identiteOf({ nom, prenom, naissance, telephone, courriel }: Entretien): Identite {
  return {
    nom,
    prenom,
    naissance,
    telephone,
    courriel,
    civilite: null,
    nomUsage: null,
    adresse: null,
    adresseCommune: null,
    // Consents are asked of the household itself.
    accordCourriel: false,
    accordSms: false,
  };
}
