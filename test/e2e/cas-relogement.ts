import { EPCI } from "../fixtures/pages.ts";
import { CAS_LOGEMENTS } from "./cas-logements.ts";
import type { Cas } from "./cas-observatoire.ts";
import { CAS_RAPPROCHEMENT } from "./cas-rapprochement.ts";

const T = `/t/${EPCI}/relogement`;
/** Files and buildings are numbered in the order the demonstration loads them: the first building's first household is rehoused. */
const ORCADES = `${T}/immeubles/2`;
/** ORC-042: two offers refused. */
const DEUX_REFUS = `${T}/menages/148`;
/** IBI-002: an offer that waits for its reply. */
const ATTEND = `${T}/menages/78`;

/** Pages of the rehousing × whom they matter to. */
export const CAS_RELOGEMENT: readonly Cas[] = [
  ...CAS_LOGEMENTS,
  ...CAS_RAPPROCHEMENT,
  ["agent-epci", "immeubles à démolir", T, 200, "Orcades"],
  ["agent-epci", "un immeuble", ORCADES, 200, "sur 62"],
  ["agent-epci", "confier un immeuble", `${ORCADES}/confier`, 200, "À qui l’immeuble est confié"],
  ["agent-epci", "un dossier sans nom", DEUX_REFUS, 200, "ORC-042"],
  ["membre-coordination", "ménages sans nom", `${T}/menages?etat=bloque`, 200, "Situation bloquée"],
  ["agent-bailleur", "ménages de son patrimoine", `${T}/menages?alerte=deux-refus`, 200, "2 refus"],
  ["guichet", "relogement refusé", T, 403, "Votre habilitation n’ouvre pas cette page"],
  ["relogement", "immeubles", T, 200, "En retard"],
  ["relogement", "un immeuble, un état", `${ORCADES}?etat=offres`, 200, "2 refusées"],
  ["relogement", "un immeuble inconnu", `${T}/immeubles/987654`, 404, "Page introuvable"],
  ["relogement", "ménages, filtrés", `${T}/menages?etat=offres`, 200, "Réponse attendue"],
  ["relogement", "ménages, aucun", `${T}/menages?etat=depart&alerte=deux-refus`, 200, "Aucun ménage ne répond"],
  ["relogement", "ménages, filtre impossible", `${T}/menages?etat=parti`, 400, "Demande mal formée"],
  ["relogement", "ouvrir un dossier", `${T}/menages/nouveau?operation=2`, 200, "La référence du dossier"],
  ["relogement", "ouvrir une décohabitation", `${T}/menages/nouveau?operation=2&origine=148`, 200, "ORC-042"],
  ["relogement", "un dossier à deux refus", DEUX_REFUS, 200, "Offre 3 sur 3"],
  ["relogement", "un dossier inconnu", `${T}/menages/987654`, 404, "Page introuvable"],
  ["relogement", "écrire un entretien", `${DEUX_REFUS}/entretien`, 200, "Ce qui est convenu"],
  ["relogement", "feuille d’entretien", `${DEUX_REFUS}/feuille`, 200, "Imprimez cette page"],
  ["relogement", "feuille vierge", `${DEUX_REFUS}/feuille?vierge=oui`, 200, "Reprendre ce que dit le dossier"],
  ["relogement", "situation et souhaits", `${DEUX_REFUS}/situation`, 200, "Ce que le ménage souhaite"],
  ["relogement", "nom et contact", `${DEUX_REFUS}/identite`, 200, "jamais par l’EPCI"],
  ["relogement", "prochaine étape", `${DEUX_REFUS}/etape`, 200, "Passée cette date"],
  ["relogement", "proposer un logement", `${DEUX_REFUS}/offre`, 200, "Offre 3 sur 3"],
  ["relogement", "écrire une décision du comité", `${DEUX_REFUS}/decision`, 200, "Le comité décide de"],
  ["relogement", "signaler un blocage", `${DEUX_REFUS}/blocage`, 200, "ni le nom"],
  ["relogement", "enregistrer un départ", `${DEUX_REFUS}/etat?vers=depart`, 200, "ne se rouvre pas"],
  ["relogement", "état impossible", `${DEUX_REFUS}/etat?vers=ailleurs`, 400, "Demande mal formée"],
  ["relogement", "annuler un bail", `${T}/menages/107/annuler-bail`, 200, "sort du suivi"],
  ["relogement", "un ménage relogé", `${T}/menages/107`, 200, "Le ménage est relogé"],
  ["relogement", "visite d’une offre", `${ATTEND}/offres/1/visite`, 200, "Visité le"],
  ["relogement", "réponse à une offre", `${ATTEND}/offres/1/reponse`, 200, "Le ménage accepte"],
  ["relogement", "bail d’une offre", `${ATTEND}/offres/1/bail`, 200, "Bail signé le"],
  ["relogement", "offre inconnue", `${ATTEND}/offres/7/bail`, 404, "Page introuvable"],
  ["relogement", "importer des ménages", `${T}/importer`, 200, "Rien n’est écrit avant"],
  [
    "relogement",
    "un fichier qui n’attend plus",
    `${T}/importer/11111111-1111-4111-8111-111111111111`,
    404,
    "introuvable",
  ],
  ["relogement", "télécharger les ménages", `${T}/exporter`, 200, "Pourquoi ce fichier"],
  ["agent-epci", "importer refusé", `${T}/importer`, 403, "Votre habilitation n’ouvre pas cette page"],
];
