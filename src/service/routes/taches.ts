import { listTachesHabilitations } from "#acces/lectures/habilitation/list-taches-habilitations.ts";
import { listTachesCal } from "#attributions/lectures/cal/list-taches-cal.ts";
import { listTachesExamens } from "#attributions/lectures/examen-occupation/list-taches-examens.ts";
import { listTachesBilans } from "#bilan/lectures/bilan-bailleur/list-taches-bilans.ts";
import { rememberEcarts } from "#bilan/lectures/ecarts-controles.ts";
import { listTachesMesures } from "#bilan/lectures/mesure-corrective/list-taches-mesures.ts";
import { listTachesPaires } from "#bilan/lectures/paire-bail/list-taches-paires.ts";
import { listTachesRecoupement } from "#bilan/lectures/recoupement/list-taches-recoupement.ts";
import { listTachesConvention } from "#convention/lectures/list-taches-convention.ts";
import { listTachesPpgdid } from "#convention/lectures/ppgdid/list-taches-ppgdid.ts";
import { listTachesDemandes } from "#dossier/lectures/registre/list-taches-demandes.ts";
import { listTachesGuichets } from "#dossier/lectures/registre/list-taches-guichets.ts";
import { listTachesFlux } from "#engagements/lectures/contingent/list-taches-flux.ts";
import { listTachesProtection } from "#exploitation/lectures/conservation/list-taches-protection.ts";
import { listTachesActions } from "#gouvernance/lectures/tache/list-taches-actions.ts";
import { listTachesCas } from "#gouvernance/lectures/tache/list-taches-cas.ts";
import { listTachesConvocations } from "#gouvernance/lectures/tache/list-taches-convocations.ts";
import { listTachesDecisions } from "#gouvernance/lectures/tache/list-taches-decisions.ts";
import { listTachesEvaluations } from "#gouvernance/lectures/tache/list-taches-evaluations.ts";
import { listTachesReunions } from "#gouvernance/lectures/tache/list-taches-reunions.ts";
import { listTachesFichesContact } from "#guichet/lectures/fiche-contact/list-taches-fiches-contact.ts";
import { listTachesSne } from "#guichet/lectures/sne-echange/list-taches-sne.ts";
import { listTachesVeille } from "#guichet/lectures/veille/list-taches-veille.ts";
import { listTachesFichiers } from "#imports/lectures/lot/list-taches-fichiers.ts";
import { listTachesPacks } from "#observatoire/lectures/demande/list-taches-packs.ts";
import { listTachesDiffusion } from "#observatoire/lectures/diffusion/list-taches-diffusion.ts";
import { listTachesRemontees } from "#observatoire/lectures/remontee/list-taches-remontees.ts";
import { listTachesProgramme } from "#programme/lectures/list-taches-programme.ts";
import { listTachesRelogement } from "#relogement/lectures/list-taches-relogement.ts";
import type { SourceTaches } from "#socle/lectures/tache.ts";
import { listTachesPlateforme } from "../lectures/list-taches-plateforme.ts";

/** Maximum territories in memory: a few numbers each. */
const TERRITOIRES_MAX = 64;

/** In the order of the tasks of the same day. */
export function sourcesTaches(): readonly SourceTaches[] {
  const readEcarts = rememberEcarts(TERRITOIRES_MAX);
  return [
    { quoi: "les réunions", list: listTachesReunions },
    { quoi: "les convocations", list: listTachesConvocations },
    { quoi: "les commissions d’attribution", list: listTachesCal },
    { quoi: "les demandes", list: listTachesDemandes },
    { quoi: "le système national", list: listTachesSne },
    { quoi: "les guichets", list: listTachesGuichets },
    { quoi: "les relogements", list: listTachesRelogement },
    { quoi: "les examens de l’occupation", list: listTachesExamens },
    { quoi: "les cas bloqués", list: listTachesCas },
    { quoi: "la veille", list: listTachesVeille },
    { quoi: "les décisions", list: listTachesDecisions },
    { quoi: "les actions", list: listTachesActions },
    { quoi: "les fichiers", list: (base, question) => listTachesFichiers(base, question, readEcarts) },
    { quoi: "les fiches contact", list: listTachesFichesContact },
    { quoi: "les bilans par bailleur", list: listTachesBilans },
    { quoi: "les baux à départager", list: listTachesPaires },
    { quoi: "les baux absents du fichier", list: listTachesRecoupement },
    { quoi: "les flux", list: listTachesFlux },
    { quoi: "les packs trimestriels", list: listTachesPacks },
    { quoi: "les évaluations", list: listTachesEvaluations },
    { quoi: "la convention", list: listTachesConvention },
    { quoi: "le plan partenarial", list: listTachesPpgdid },
    { quoi: "les mesures correctives", list: listTachesMesures },
    { quoi: "les opérations", list: listTachesProgramme },
    { quoi: "les remontées de terrain", list: listTachesRemontees },
    { quoi: "la diffusion", list: listTachesDiffusion },
    { quoi: "les habilitations", list: listTachesHabilitations },
    { quoi: "la protection des données", list: listTachesProtection },
  ];
}

/** Sources for the administrators of the platform, who hold no right in the territories. */
export const SOURCES_PLATEFORME: readonly SourceTaches[] = [{ quoi: "la plateforme", list: listTachesPlateforme }];
