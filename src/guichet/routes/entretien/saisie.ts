import {
  MODES_LOGEMENT,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  SOURCES_REVENU,
  TRI,
  TYPOLOGIES,
} from "#dossier/regles/reponses.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { type Lecture, writeNombre, writeTexte } from "#socle/routes/serveur/lecture.ts";
import type { Entretien, PersonneEntretien } from "../../lectures/entretien/ports.ts";
import {
  BESOINS_LOGEMENT,
  MOTIFS_PRIORITE,
  type ReponsesEntretien,
  type SectionEntretien,
  SUITES_MOTIF,
} from "../../regles/entretien/entretien.ts";

type SectionLue = { readonly reponses: ReponsesEntretien; readonly personne: PersonneEntretien | null };
type Lire = (lecture: Lecture) => SectionLue;

const tri = (lecture: Lecture, champ: string, libelle: string) =>
  lecture.choiceOrNull(champ, libelle, TRI) ?? "inconnu";

function readSituation(lecture: Lecture): SectionLue {
  return {
    personne: {
      nom: lecture.textOrNull("nom", 120),
      prenom: lecture.textOrNull("prenom", 120),
      naissance: lecture.dayOrNull("naissance", "Date de naissance"),
      telephone: lecture.textOrNull("telephone", 30),
      courriel: lecture.textOrNull("courriel", 200),
    },
    reponses: {
      situation: {
        familiale: lecture.choiceOrNull("familiale", "Situation familiale", SITUATIONS_FAMILIALES),
        dejaDemandeur: tri(lecture, "deja", "Déjà demandeur"),
      },
    },
  };
}

function readComposition(lecture: Lecture): SectionLue {
  const composition = {
    adultes: lecture.whole("adultes", "Adultes", 1),
    enfants: lecture.whole("enfants", "Enfants et personnes à charge", 0),
    gardePartagee: lecture.whole("garde", "Enfants en garde partagée", 0),
    aNaitre: lecture.whole("naitre", "Enfants à naître", 0),
    jeuneCouple: tri(lecture, "jeune", "Jeune couple"),
  };
  const { adultes, enfants, gardePartagee, aNaitre } = composition;
  const total = [adultes, enfants, gardePartagee, aNaitre].reduce<number>((somme, nombre) => somme + (nombre ?? 0), 0);
  // As many as a demande holds besides whoever asks.
  if (total > 20) lecture.fail("adultes", "Le ménage compte plus de 20 personnes : vérifiez les nombres.");
  return { personne: null, reponses: { composition } };
}

function readBudget(lecture: Lecture): SectionLue {
  const budget = {
    sources: lecture.several("source", SOURCES_REVENU),
    mensuel: lecture.amount("mensuel", "Ressources par mois"),
    rfr: roundOrNull(lecture.amount("rfr", "Revenu fiscal de référence")),
    chargesFixes: lecture.amount("charges", "Crédits et pensions"),
    loyerMax: lecture.amount("loyer_max", "Loyer et charges"),
  };
  return { personne: null, reponses: { budget } };
}

/** A tax notice has no cents. */
function roundOrNull(montant: number | null): number | null {
  return montant === null ? null : Math.round(montant);
}

const COMMUNE = /^(?:\d{2}|2[AB])\d{3}$/;

function readLogement(lecture: Lecture): SectionLue {
  const commune = lecture.textOrNull("commune_actuelle", 5);
  if (commune !== null && !COMMUNE.test(commune)) {
    lecture.fail("commune_actuelle", "Code INSEE : cinq caractères, par exemple 52448, ou laissez vide.");
  }
  const logement = {
    mode: lecture.choiceOrNull("mode", "Logement actuel", MODES_LOGEMENT),
    commune,
    loyer: lecture.amount("loyer", "Loyer et charges"),
    depuis: lecture.dayOrNull("depuis", "Depuis le"),
  };
  return { personne: null, reponses: { logement } };
}

/** Lists of a form are short; a longer one was not written by it. */
const LISTE_MAX = 20;

function readSouhaits(lecture: Lecture): SectionLue {
  const souhaits = {
    communes: (lecture.saisie.commune ?? []).filter((code) => COMMUNE.test(code)).slice(0, LISTE_MAX),
    typologies: lecture.several("typologie", TYPOLOGIES),
    genre: lecture.choiceOrNull("genre", "Appartement ou maison", GENRES) ?? "indifferent",
    elargir: lecture.saisie.elargir?.[0] === "oui",
    besoins: lecture.several("besoin", BESOINS_LOGEMENT),
  };
  return { personne: null, reponses: { souhaits } };
}

const GENRES = ["appartement", "maison", "indifferent"] as const;

function readPriorite(lecture: Lecture): SectionLue {
  const motifs = Object.fromEntries(
    MOTIFS_PRIORITE.flatMap((motif) => {
      const niveau = lecture.choiceOrNull(`motif_${motif}`, "Preuve", SUITES_MOTIF);
      return niveau === null ? [] : [[motif, niveau]];
    }),
  );
  return { personne: null, reponses: { priorite: { motifs } } };
}

function readEmploi(lecture: Lecture): SectionLue {
  const siret = lecture.textOrNull("siret", 20)?.replaceAll(/\s/g, "") ?? null;
  if (siret !== null && !/^\d{14}$/.test(siret)) {
    lecture.fail("siret", "SIRET de l’employeur : 14 chiffres, ou laissez vide s’il n’est pas connu.");
  }
  const coches = lecture.several("mobilite", ["mobilite", "meuble"]);
  const du = lecture.dayOrNull("mobilite_du", "Du");
  const au = lecture.dayOrNull("mobilite_au", "Au");
  if (du !== null && au !== null && au < du) lecture.fail("mobilite_au", "Au : cette date précède la première.");
  const emploi = {
    profession: lecture.choiceOrNull("profession", "Situation professionnelle", SITUATIONS_PROFESSIONNELLES),
    contratCourt: tri(lecture, "court", "Contrat court"),
    employeurSiret: siret,
    employeurPlusDeDix: tri(lecture, "plus_de_dix", "Plus de 10 salariés"),
    mobilite: coches.includes("mobilite") ? { du, au } : null,
    meuble: coches.includes("meuble"),
  };
  return { personne: null, reponses: { emploi } };
}

export const LIRE_SECTION: Readonly<Record<SectionEntretien, Lire>> = {
  situation: readSituation,
  composition: readComposition,
  budget: readBudget,
  logement: readLogement,
  souhaits: readSouhaits,
  priorite: readPriorite,
  emploi: readEmploi,
};

/** What a page shows of what was answered before. */
export const MONTRER_SECTION: Readonly<Record<SectionEntretien, (entretien: Entretien) => SaisieFormulaire>> = {
  situation: ({ nom, prenom, naissance, telephone, courriel, reponses: { situation } }) => ({
    nom: writeTexte(nom),
    prenom: writeTexte(prenom),
    naissance: writeTexte(naissance),
    telephone: writeTexte(telephone),
    courriel: writeTexte(courriel),
    familiale: writeTexte(situation?.familiale ?? null),
    deja: writeTexte(situation?.dejaDemandeur ?? null),
  }),
  composition: ({ reponses: { composition } }) => ({
    adultes: writeNombre(composition?.adultes ?? null),
    enfants: writeNombre(composition?.enfants ?? null),
    garde: writeNombre(composition?.gardePartagee ?? null),
    naitre: writeNombre(composition?.aNaitre ?? null),
    jeune: writeTexte(composition?.jeuneCouple ?? null),
  }),
  budget: ({ reponses: { budget } }) => ({
    source: budget?.sources ?? [],
    mensuel: writeNombre(budget?.mensuel ?? null),
    rfr: writeNombre(budget?.rfr ?? null),
    charges: writeNombre(budget?.chargesFixes ?? null),
    loyer_max: writeNombre(budget?.loyerMax ?? null),
  }),
  logement: ({ reponses: { logement } }) => ({
    mode: writeTexte(logement?.mode ?? null),
    commune_actuelle: writeTexte(logement?.commune ?? null),
    depuis: writeTexte(logement?.depuis ?? null),
    loyer: writeNombre(logement?.loyer ?? null),
  }),
  souhaits: ({ reponses: { souhaits } }) => ({
    commune: souhaits?.communes ?? [],
    typologie: souhaits?.typologies ?? [],
    genre: writeTexte(souhaits?.genre ?? null),
    elargir: souhaits?.elargir ? ["oui"] : [],
    besoin: souhaits?.besoins ?? [],
  }),
  priorite: ({ reponses: { priorite } }) =>
    Object.fromEntries(MOTIFS_PRIORITE.map((motif) => [`motif_${motif}`, writeTexte(priorite?.motifs[motif] ?? null)])),
  emploi: ({ reponses: { emploi } }) => ({
    profession: writeTexte(emploi?.profession ?? null),
    siret: writeTexte(emploi?.employeurSiret ?? null),
    plus_de_dix: writeTexte(emploi?.employeurPlusDeDix ?? null),
    court: writeTexte(emploi?.contratCourt ?? null),
    mobilite: [...(emploi?.mobilite ? ["mobilite"] : []), ...(emploi?.meuble ? ["meuble"] : [])],
    mobilite_du: writeTexte(emploi?.mobilite?.du ?? null),
    mobilite_au: writeTexte(emploi?.mobilite?.au ?? null),
  }),
};
