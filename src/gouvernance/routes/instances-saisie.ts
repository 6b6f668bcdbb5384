import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { COLLEGES, FONCTIONS_MEMBRE, GENRES_INSTANCE } from "#socle/regles/gouvernance/instance.ts";
import {
  choix,
  compteOuVide,
  jourOuVide,
  type Lu,
  montantOuVide,
  numeroOuVide,
  refuseChamp,
  relu,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import type { Instance, MembreInstance } from "../lectures/ports.ts";

export const CHAMPS_INSTANCE = {
  genre: choix("Genre", GENRES_INSTANCE),
  nom: texte("Nom"),
  objet: texteOuVide(500),
  frequence: compteOuVide("Fréquence", {
    chiffres: 2,
    min: 1,
    // Bound of the column.
    max: 60,
    ecrire: "écrivez un nombre entier de mois, de 1 à 60, ou laissez vide si aucun texte n’en fixe",
  }),
  /** Typed in percent, stored as a share. */
  quorum: montantOuVide("Quorum", { positif: true })
    .refine(
      (taux) => taux === null || taux <= 100,
      "Quorum\u00A0: 100\u00A0% au plus, ou laissez vide si aucun texte n’en fixe.",
    )
    .transform((taux) => (taux === null ? null : taux / 100)),
  source: texteOuVide(300),
  creeeLe: jourOuVide("Créée le"),
  relu: relu(),
};

export function ficheInstanceOf({ frequence: frequenceMois, relu, ...fiche }: Lu<typeof CHAMPS_INSTANCE>) {
  return { fiche: { ...fiche, frequenceMois }, relu };
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

export const CHAMPS_MEMBRE = {
  organisation: numeroOuVide(),
  nom: texteOuVide(160),
  college: choix("Collège", COLLEGES),
  fonction: choix("Fonction", FONCTIONS_MEMBRE),
  voix: choix("Voix", ["oui", "non"]),
  depuis: jourOuVide("Premier jour"),
  jusqua: jourOuVide("Dernier jour"),
  relu: relu(),
};

export function ficheMembreOf({ nom, voix, relu, ...fiche }: Lu<typeof CHAMPS_MEMBRE>) {
  if (fiche.organisation === null && nom === null) {
    refuseChamp("nom", "Nom du membre\u00A0: écrivez-le, ou choisissez un organisme.");
  }
  return { fiche: { ...fiche, nom: nom ?? "", voix: voix === "oui" }, relu };
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
