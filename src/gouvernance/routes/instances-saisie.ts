import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { FicheInstance, FicheMembre, Instance, MembreInstance } from "../lectures/ports.ts";

export function readFicheInstance(lecture: Lecture): FicheInstance {
  return {
    genre: lecture.choice("genre", "Genre", GENRES_INSTANCE),
    nom: lecture.text("nom", "Nom"),
    objet: lecture.textOrNull("objet", 500),
    frequenceMois: readFrequence(lecture),
    quorum: readQuorum(lecture),
    source: lecture.textOrNull("source", 300),
    creeeLe: lecture.dayOrNull("creeeLe", "Créée le"),
  };
}

/** Bounds of the column. */
function readFrequence(lecture: Lecture): number | null {
  const mois = lecture.whole("frequence", "Fréquence", 1);
  if (mois === null || mois <= 60) return mois;
  lecture.fail("frequence", "Fréquence\u00A0: 60 mois au plus, ou laissez vide si aucun texte n’en fixe.");
  return null;
}

/** A percentage typed, a share kept. */
function readQuorum(lecture: Lecture): number | null {
  const taux = lecture.amount("quorum", "Quorum", { positif: true });
  if (taux === null || taux <= 100) return taux === null ? null : taux / 100;
  lecture.fail("quorum", "Quorum\u00A0: 100\u00A0% au plus, ou laissez vide si aucun texte n’en fixe.");
  return null;
}

export function saisieOfInstance(instance: Instance): SaisieFormulaire {
  const { genre, nom, objet, frequenceMois, quorum, source, creeeLe } = instance;
  return {
    genre: [genre],
    nom: [nom],
    objet: writeTexte(objet),
    frequence: writeNombre(frequenceMois),
    quorum: writeNombre(quorum === null ? null : Math.round(quorum * 10_000) / 100),
    source: writeTexte(source),
    creeeLe: writeTexte(creeeLe),
  };
}

export const INSTANCE_VIERGE: SaisieFormulaire = { genre: ["commission-coordination"], frequence: ["3"] };
export const MEMBRE_VIERGE: SaisieFormulaire = { college: ["collectivites"], fonction: ["membre"], voix: ["oui"] };

export function readFicheMembre(lecture: Lecture): FicheMembre {
  const organisation = valeurDe(lecture.saisie, "organisation");
  const nom = lecture.textOrNull("nom", 160) ?? "";
  if (organisation === "" && nom === "") {
    lecture.fail("nom", "Nom du membre\u00A0: écrivez-le, ou choisissez un organisme.");
  }
  return {
    organisation: organisation === "" ? null : lecture.hidden("organisation"),
    nom,
    college: lecture.choice("college", "Collège", COLLEGES),
    fonction: lecture.choice("fonction", "Fonction", FONCTIONS_MEMBRE),
    voix: lecture.choice("voix", "Voix", ["oui", "non"]) === "oui",
    depuis: lecture.dayOrNull("depuis", "Premier jour"),
    jusqua: lecture.dayOrNull("jusqua", "Dernier jour"),
  };
}

export function saisieOfMembre(membre: MembreInstance): SaisieFormulaire {
  const { organisation, nom, college, fonction, voix, depuis, jusqua } = membre;
  return {
    organisation: organisation === null ? [] : [String(organisation)],
    nom: [nom],
    college: [college],
    fonction: [fonction],
    voix: [voix ? "oui" : "non"],
    depuis: writeTexte(depuis),
    jusqua: writeTexte(jusqua),
  };
}
