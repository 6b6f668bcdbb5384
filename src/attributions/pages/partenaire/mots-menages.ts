import { CHEMIN_LISTE, CHEMIN_MENAGES_LISTES } from "./chemins.ts";
import { colonne, type MotsFichier } from "./mots-fichier.ts";

export const MOTS_MENAGES: MotsFichier = {
  racine: CHEMIN_MENAGES_LISTES,
  titre: "Déposer une liste de ménages",
  chapo:
    "Ménages labellisés du préfet, salariés d’Action Logement, candidats d’un réservataire : chaque demande reconnue s’ouvre à votre organisation pour un an, et le ménage le lit dans son suivi.",
  colonnes: [
    colonne("numero_unique", "Numéro unique de la demande", true),
    colonne("date_naissance", "Naissance du demandeur : un numéro seul n’ouvre aucun dossier", true),
    colonne("date_labellisation", "Jour de la labellisation"),
    colonne("siret_employeur", "SIRET de l’établissement employeur, pour un salarié"),
    colonne("date_sortie", "Jour où le ménage sort de la liste"),
  ],
  regles: [
    "Le numéro unique et la naissance doivent être ceux de la demande. Sinon la ligne revient, sans qu’il soit dit lequel des deux diffère.",
    "Si moins de la moitié des lignes correspond, seuls les nombres sont donnés.",
    "Le même fichier déposé deux fois ne change rien la seconde. Un ménage peut être sur la liste de deux réservataires : chacun ne lit que la sienne.",
    "Les lignes qui ne correspondent à aucune demande ne sont pas gardées.",
  ],
  effets: {
    ouvre: { un: "ménage inscrit", plusieurs: "ménages inscrits", titre: "Inscrit" },
    complete: { un: "ménage modifié ou sorti", plusieurs: "ménages modifiés ou sortis", titre: "Modifié" },
    inchange: { un: "déjà connu", plusieurs: "déjà connus", titre: "Déjà connu" },
  },
  quoi: "Liste",
  complete: "Ce fichier est ma liste complète : les ménages qui n’y sont plus en sortent",
  retour: { chemin: CHEMIN_LISTE, libelle: "Voir ma liste" },
};
