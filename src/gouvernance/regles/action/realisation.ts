/** Kinds of facts that an action of the programme follows year by year: what was promised, what was done, with whom, from which text. */
export const GENRES_REALISATION = [
  "promotion-portail",
  "gestionnaire-sne",
  "module-contingent",
  "sorties-parc",
  "salaries-qpv",
  "foncier",
  "etudes",
  "agrements",
  "accedants",
  "promoteurs",
  "diversification",
  "politique-loyers",
  "recours-dalo",
  "prets-action-logement",
  "enjeux-pru",
  "lecons-pru",
  "droits-recuperes",
] as const;
export type GenreRealisation = (typeof GENRES_REALISATION)[number];

/** A number of a fact. `genre` « taux »: between 0 and 1. `unite`: « ménages ». */
export type NombreRealisation = { readonly libelle: string; readonly genre: "nombre" | "taux"; readonly unite: string };

export type ChampTexte = { readonly libelle: string; readonly requis: boolean; readonly aide?: string };

/** What one kind asks for: a field that it lacks is neither asked nor kept. The year and the source are always asked. */
export type ChampsRealisation = {
  readonly libelle: string;
  /** What is expected in a row, in one sentence. */
  readonly attendu: string;
  readonly partenaire?: ChampTexte;
  readonly commune?: true;
  readonly objet?: ChampTexte;
  readonly etat?: { readonly libelle: string; readonly mots: Readonly<Record<string, string>> };
  readonly prevu?: NombreRealisation;
  readonly realise?: NombreRealisation;
  readonly montant?: string;
  readonly le?: string;
};

const compte = (libelle: string, unite: string): NombreRealisation => ({ libelle, genre: "nombre", unite });
const part = (libelle: string): NombreRealisation => ({ libelle, genre: "taux", unite: "" });
const ecrit = (libelle: string, aide?: string): ChampTexte => ({ libelle, requis: true, ...(aide ? { aide } : {}) });
const facultatif = (libelle: string, aide?: string): ChampTexte => ({ ...ecrit(libelle, aide), requis: false });

export const CHAMPS_REALISATION: Readonly<Record<GenreRealisation, ChampsRealisation>> = {
  "promotion-portail": {
    libelle: "Promotion du portail grand public",
    attendu:
      "Chaque opération qui fait connaître le portail national : qui, par quel support, combien de personnes jointes.",
    partenaire: ecrit("Organisme qui l’a faite"),
    objet: ecrit("Support", "Affiche, site de la commune, journal, réunion…"),
    realise: compte("Personnes jointes", "personnes"),
    le: "Jour",
  },
  "gestionnaire-sne": {
    libelle: "Échanges avec le gestionnaire du SNE",
    attendu: "Ce qui est demandé au gestionnaire territorial du SNE, et ce qu’il en a donné.",
    partenaire: ecrit("Gestionnaire"),
    objet: ecrit("Ce qui est demandé", "Extraction, droits d’accès, formation, correction de données…"),
    etat: {
      libelle: "Réponse",
      mots: { demande: "Demandé", obtenu: "Obtenu", partiel: "Obtenu en partie", refuse: "Refusé" },
    },
    le: "Jour de la réponse",
  },
  "module-contingent": {
    libelle: "Module « contingent » du SNE",
    attendu: "Où en est chaque organisme dans l’usage du module, et ce qu’il y a renseigné.",
    partenaire: ecrit("Organisme"),
    etat: {
      libelle: "Où il en est",
      mots: { presente: "Présenté", forme: "Agents formés", utilise: "Utilisé", abandonne: "Abandonné" },
    },
    prevu: compte("Demandes à renseigner", "demandes"),
    realise: compte("Demandes renseignées", "demandes"),
    le: "Jour",
  },
  "sorties-parc": {
    libelle: "Sorties du parc social",
    attendu: "Locataires partis pour l’accession ou le locatif privé dans l’année, par bailleur.",
    partenaire: ecrit("Bailleur quitté"),
    etat: {
      libelle: "Vers",
      mots: { psla: "Accession sociale", accession: "Accession classique", prive: "Locatif privé", autre: "Autre" },
    },
    prevu: compte("Objectif", "ménages"),
    realise: compte("Sorties", "ménages"),
  },
  "salaries-qpv": {
    libelle: "Attributions aux salariés en quartier prioritaire",
    attendu: "Le taux que les signataires visent pour l’année ; la mesure se lit sur les baux publiés.",
    prevu: part("Taux visé"),
  },
  foncier: {
    libelle: "Prospection foncière",
    attendu: "Chaque terrain repéré : où, de quelle surface, pour combien de logements, et s’il est maîtrisé.",
    objet: ecrit("Terrain", "Une adresse ou des parcelles, jamais un propriétaire."),
    commune: true,
    etat: {
      libelle: "Maîtrise",
      mots: {
        repere: "Repéré",
        negociation: "En négociation",
        maitrise: "Maîtrisé",
        cede: "Cédé à un opérateur",
        ecarte: "Écarté",
      },
    },
    prevu: compte("Logements possibles", "logements"),
    realise: compte("Surface", "m²"),
    montant: "Prix",
    le: "Jour",
  },
  etudes: {
    libelle: "Études prospectives",
    attendu: "Chaque étude lancée par l’intercommunalité : son objet, son prix, le jour où elle est rendue.",
    objet: ecrit("Objet de l’étude"),
    partenaire: facultatif("Qui la mène"),
    commune: true,
    etat: {
      libelle: "État",
      mots: { prevue: "À lancer", encours: "En cours", rendue: "Rendue", abandonnee: "Abandonnée" },
    },
    montant: "Prix",
    le: "Rendue le",
  },
  agrements: {
    libelle: "Aides à la pierre : enveloppes et agréments",
    attendu: "Par année et par produit : logements programmés et agréés, et l’enveloppe qui les porte.",
    partenaire: facultatif("Bailleur", "Vide : toute l’enveloppe du territoire."),
    etat: {
      libelle: "Produit",
      mots: {
        plai: "PLAI",
        plus: "PLUS",
        pls: "PLS",
        psla: "PSLA",
        rehabilitation: "Réhabilitation",
        demolition: "Démolition",
      },
    },
    prevu: compte("Programmés", "logements"),
    realise: compte("Agréés", "logements"),
    montant: "Enveloppe",
    le: "Jour de la décision",
  },
  accedants: {
    libelle: "Accédants et leur accompagnement",
    attendu: "Ménages qui achètent au programme, et ceux qu’un organisme accompagne.",
    partenaire: ecrit("Organisme qui accompagne"),
    commune: true,
    etat: {
      libelle: "Étape",
      mots: {
        information: "Information",
        etude: "Étude financière",
        accompagnement: "Accompagnement social",
        achat: "Achat signé",
      },
    },
    prevu: compte("Attendus", "ménages"),
    realise: compte("Accompagnés", "ménages"),
  },
  promoteurs: {
    libelle: "Engagements des promoteurs",
    attendu: "Ce qu’un promoteur privé s’engage à construire, et ce qu’il a livré.",
    partenaire: ecrit("Promoteur"),
    objet: ecrit("Opération"),
    commune: true,
    etat: {
      libelle: "Produit",
      mots: {
        libre: "Lots libres",
        psla: "Accession sociale",
        vefa: "Vente à un bailleur",
        locatif: "Locatif intermédiaire",
      },
    },
    prevu: compte("Engagés", "logements"),
    realise: compte("Livrés", "logements"),
    le: "Engagement signé le",
  },
  diversification: {
    libelle: "Conventions de diversification des bailleurs",
    attendu: "Ce que la convention d’un bailleur prévoit pour diversifier l’offre, et ce qui est fait.",
    partenaire: ecrit("Bailleur"),
    etat: {
      libelle: "Offre",
      mots: {
        pavillon: "Pavillons en quartier",
        accession: "Accession en quartier",
        basloyer: "Bas loyers hors quartier",
        intermediaire: "Habitat intermédiaire",
      },
    },
    prevu: compte("Prévus", "logements"),
    realise: compte("Réalisés", "logements"),
    le: "Convention signée le",
  },
  "politique-loyers": {
    libelle: "Politique de loyers",
    attendu:
      "Ce qu’un bailleur décide sur ses loyers : hausse, gel, baisse à la relocation ; la simulation est à la page des loyers.",
    partenaire: ecrit("Bailleur"),
    objet: facultatif("Logements visés"),
    etat: {
      libelle: "Décision",
      mots: { hausse: "Hausse", gel: "Gel", baisse: "Baisse à la relocation", rls: "Remise en ordre" },
    },
    prevu: part("Variation"),
    realise: compte("Logements", "logements"),
    le: "Décidée le",
  },
  "recours-dalo": {
    libelle: "Recours DALO",
    attendu: "Recours devant la commission de médiation et leurs suites, par année, sans aucun nom.",
    etat: {
      libelle: "Étape",
      mots: { depose: "Recours déposés", favorable: "Reconnus prioritaires", rejete: "Rejetés", reloge: "Relogés" },
    },
    realise: compte("Nombre", "ménages"),
  },
  "prets-action-logement": {
    libelle: "Prêts et conseil d’Action Logement",
    attendu: "Ménages aidés vers l’accession : prêts accordés et conseils en financement.",
    partenaire: facultatif("Organisme"),
    etat: {
      libelle: "Produit",
      mots: { accession: "Prêt Accession", plus: "Prêt Accession Plus", conseil: "Conseil en financement" },
    },
    prevu: compte("Demandés", "ménages"),
    realise: compte("Accordés", "ménages"),
    montant: "Montant prêté",
  },
  "enjeux-pru": {
    libelle: "Enjeux du projet de renouvellement urbain",
    attendu: "Chaque enjeu du projet, où il en est, et ce qui le montre.",
    objet: ecrit("Enjeu"),
    etat: {
      libelle: "Avancement",
      mots: { aengager: "À engager", engage: "Engagé", atteint: "Atteint", abandonne: "Abandonné" },
    },
  },
  "lecons-pru": {
    libelle: "Leçons du premier projet de renouvellement urbain",
    attendu: "Ce que le comité de suivi du premier relogement a appris, et ce que l’on en fait.",
    objet: ecrit("Leçon", "Un savoir-faire, un écueil : jamais l’histoire d’une personne."),
    etat: {
      libelle: "Suite",
      mots: { areprendre: "À reprendre", reprise: "Reprise", ecartee: "Écartée" },
    },
    le: "Reprise le",
  },
  "droits-recuperes": {
    libelle: "Droits récupérés du premier projet",
    attendu: "Logements réservés récupérés sur le contingent de l’État dans le premier projet, gérés en stock.",
    partenaire: ecrit("Réservataire"),
    commune: true,
    etat: { libelle: "Usage", mots: { disponible: "Disponible", attribue: "Attribué", rendu: "Rendu" } },
    prevu: compte("Droits récupérés", "droits"),
    realise: compte("Droits utilisés", "droits"),
  },
};

/** One entry for each kind. */
export function mapRealisations<T>(
  of: (definition: ChampsRealisation, genre: GenreRealisation) => T,
): Readonly<Record<GenreRealisation, T>> {
  // One entry for each of its codes.
  return Object.fromEntries(GENRES_REALISATION.map((genre) => [genre, of(CHAMPS_REALISATION[genre], genre)])) as Record<
    GenreRealisation,
    T
  >;
}

export function isGenreRealisation(code: string): code is GenreRealisation {
  return (GENRES_REALISATION as readonly string[]).includes(code);
}

/** What is summed of the facts of one kind in one year; null: no fact has the number. `muets`: facts without the number done. */
export type SommeRealisations = {
  readonly annee: number;
  readonly faits: number;
  readonly prevu: number | null;
  readonly realise: number | null;
  readonly montant: number | null;
  readonly muets: number;
};

type Chiffres = {
  readonly annee: number;
  readonly prevu: number | null;
  readonly realise: number | null;
  readonly montant: number | null;
};

/** By year, latest first. Rates are not added up: the year has the one of its last fact. */
export function sumRealisations(
  faits: readonly Chiffres[],
  { prevu, realise }: ChampsRealisation,
): readonly SommeRealisations[] {
  const annees = [...new Set(faits.map(({ annee }) => annee))].toSorted((a, b) => b - a);
  return annees.map((annee) => {
    const own = faits.filter((fait) => fait.annee === annee);
    return {
      annee,
      faits: own.length,
      prevu: total(
        own.map((fait) => fait.prevu),
        prevu,
      ),
      realise: total(
        own.map((fait) => fait.realise),
        realise,
      ),
      montant: total(own.map((fait) => fait.montant)),
      muets: realise === undefined ? 0 : own.filter((fait) => fait.realise === null).length,
    };
  });
}

function total(valeurs: readonly (number | null)[], nombre?: NombreRealisation): number | null {
  const connues = valeurs.filter((valeur) => valeur !== null);
  if (connues.length === 0) return null;
  return nombre?.genre === "taux" ? (connues.at(-1) ?? null) : connues.reduce((sum, valeur) => sum + valeur, 0);
}
