import { CHEMIN_LIBERATIONS } from "../liberation/chemins.ts";
import { CHEMIN_CONGES } from "./chemins.ts";
import { colonne, type MotsFichier } from "./mots-fichier.ts";

export const MOTS_CONGES: MotsFichier = {
  racine: CHEMIN_CONGES,
  titre: "Importer des congés et des logements vacants",
  chapo:
    "L’identifiant RPLS suffit : l’adresse, le type, la surface, le loyer, le financement et le contingent viennent du dernier RPLS publié. Rien ne se ressaisit.",
  colonnes: [
    colonne("numero_rpls", "Identifiant RPLS du logement, ou le vôtre s’il est dans RPLS", true),
    colonne("nature", "Congé, vacant ou livraison ; vide : déduit des dates"),
    colonne("date_conge", "Jour où le congé a été reçu"),
    colonne("date_depart", "Jour du départ attendu"),
    colonne("date_etat_des_lieux", "Jour de l’état des lieux de sortie, ou depuis lequel le logement est vide"),
    colonne("fin_travaux_prevue", "Fin des travaux attendue"),
    colonne("date_disponible", "Jour où il est disponible"),
    colonne("cause_vacance", "Technique, commerciale ou stratégique"),
    colonne("financement", "PLAI, PLUS, PLS ou PLI ; vide : celui de RPLS"),
    colonne("loyer", "Loyer mensuel hors charges ; vide : celui de RPLS"),
    colonne("charges", "Charges mensuelles"),
  ],
  regles: [
    "Un logement déjà à attribuer est complété, jamais ouvert deux fois ; une cellule vide n’efface rien. Le même fichier déposé deux fois ne change rien la seconde.",
    "Un congé antérieur au dernier bail signé, ou au dernier retrait, est tenu pour déjà traité.",
    "Seuls vos logements sont reconnus : celui d’un autre bailleur est inconnu.",
  ],
  effets: {
    ouvre: { un: "logement à attribuer", plusieurs: "logements à attribuer", titre: "À attribuer" },
    complete: { un: "logement complété", plusieurs: "logements complétés", titre: "Complété" },
    inchange: { un: "déjà connu", plusieurs: "déjà connus", titre: "Déjà connu" },
  },
  quoi: "Logement",
  complete: null,
  retour: { chemin: CHEMIN_LIBERATIONS, libelle: "Voir les logements à attribuer" },
};
