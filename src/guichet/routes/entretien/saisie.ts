import {
  MODES_LOGEMENT,
  SITUATIONS_FAMILIALES,
  SITUATIONS_PROFESSIONNELLES,
  SOURCES_REVENU,
  TRI,
  TYPOLOGIES,
} from "#dossier/regles/reponses.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  type Champs,
  choixOu,
  choixOuVide,
  coche,
  entierOuVide,
  jourOuVide,
  type Lu,
  montantOuVide,
  plusieurs,
  plusieursDe,
  texteDeForme,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { type Acte, defineActe, type Lieu, Suite } from "#socle/routes/page-actes.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import { ecrireSection, type Ou } from "../../actes/entretien/mener-entretien.ts";
import type { Entretien, PersonneEntretien } from "../../lectures/entretien/ports.ts";
import { cheminEntretien } from "../../pages/entretien/chemins.ts";
import {
  BESOINS_LOGEMENT,
  MOTIFS_PRIORITE,
  type ReponsesEntretien,
  type SectionEntretien,
  SUITES_MOTIF,
} from "../../regles/entretien/entretien.ts";

type SectionLue = { readonly reponses: ReponsesEntretien; readonly personne?: PersonneEntretien };

/** Act that saves one section and leads to the next one to fill in. */
function ecrire<C extends Champs>(
  section: SectionEntretien,
  champs: C | ((lieu: Lieu, saisie: SaisieFormulaire) => C),
  dire: (lu: Lu<C>) => SectionLue,
): Acte {
  return defineActe({
    chemin: "",
    droit: garde("prospect", "modifier"),
    annonce: null,
    champDe: ({ code }) => CHAMPS[code],
    champs,
    run: async (lieu, lu) => {
      const suite = await ecrireSection(lieu.base, { ...ouOf(lieu), section, personne: null, ...dire(lu) });
      return new Suite({ chemin: cheminEntretien(lieu.numero("entretien"), suite ?? "bilan") });
    },
  });
}

export function ouOf({ epci, numero }: Pick<Lieu, "epci" | "numero">): Ou {
  return { epci, entretien: numero("entretien") };
}

const CHAMPS: Readonly<Record<string, string>> = {
  "fiche-telephone": "telephone",
  "fiche-courriel": "courriel",
  "entretien-commune": "commune",
};

const tri = (libelle: string) => choixOu(libelle, TRI, "inconnu");

const situation = ecrire(
  "situation",
  {
    nom: texteOuVide(120),
    prenom: texteOuVide(120),
    naissance: jourOuVide("Date de naissance"),
    telephone: texteOuVide(30),
    courriel: texteOuVide(200),
    familiale: choixOuVide("Situation familiale", SITUATIONS_FAMILIALES),
    deja: tri("Déjà demandeur"),
  },
  ({ familiale, deja: dejaDemandeur, ...personne }) => ({
    personne,
    reponses: { situation: { familiale, dejaDemandeur } },
  }),
);

/** Maximum persons of a demande besides the applicant. */
const PERSONNES_MAX = 20;

const composition = ecrire(
  "composition",
  (_, saisie) => ({
    adultes: entierOuVide("Adultes", 1).refine(
      () => countPersonnes(saisie) <= PERSONNES_MAX,
      "Le ménage compte plus de 20 personnes\u00A0: vérifiez les nombres.",
    ),
    enfants: entierOuVide("Enfants et personnes à charge", 0),
    garde: entierOuVide("Enfants en garde partagée", 0),
    naitre: entierOuVide("Enfants à naître", 0),
    jeune: tri("Jeune couple"),
  }),
  ({ adultes, enfants, garde: gardePartagee, naitre: aNaitre, jeune: jeuneCouple }) => ({
    reponses: { composition: { adultes, enfants, gardePartagee, aNaitre, jeuneCouple } },
  }),
);

function countPersonnes(saisie: SaisieFormulaire): number {
  const nombres = ["adultes", "enfants", "garde", "naitre"].map((nom) => Number(valeurDe(saisie, nom)) || 0);
  return nombres.reduce((somme, nombre) => somme + nombre, 0);
}

export const BUDGET = {
  source: plusieurs(SOURCES_REVENU),
  mensuel: montantOuVide("Ressources par mois"),
  // A tax notice has no cents.
  rfr: montantOuVide("Revenu fiscal de référence").transform((montant) => montant && Math.round(montant)),
  charges: montantOuVide("Crédits et pensions"),
  loyer_max: montantOuVide("Loyer et charges"),
};

const budget = ecrire(
  "budget",
  BUDGET,
  ({ source: sources, mensuel, rfr, charges: chargesFixes, loyer_max: loyerMax }) => ({
    reponses: { budget: { sources, mensuel, rfr, chargesFixes, loyerMax } },
  }),
);

const COMMUNE = /^(?:\d{2}|2[AB])\d{3}$/;

const logement = ecrire(
  "logement",
  {
    commune_actuelle: texteDeForme("Code INSEE", {
      forme: COMMUNE,
      max: 5,
      ecrire: "cinq caractères, par exemple 52448, ou laissez vide",
    }),
    mode: choixOuVide("Logement actuel", MODES_LOGEMENT),
    loyer: montantOuVide("Loyer et charges"),
    depuis: jourOuVide("Depuis le"),
  },
  ({ commune_actuelle: commune, ...dit }) => ({ reponses: { logement: { ...dit, commune } } }),
);

/** Maximum items: the form cannot send more. */
const LISTE_MAX = 20;

const souhaits = ecrire(
  "souhaits",
  {
    commune: plusieursDe(COMMUNE).transform((codes) => codes.slice(0, LISTE_MAX)),
    typologie: plusieurs(TYPOLOGIES),
    genre: choixOu("Appartement ou maison", ["appartement", "maison", "indifferent"], "indifferent"),
    elargir: coche(),
    besoin: plusieurs(BESOINS_LOGEMENT),
  },
  ({ commune: communes, typologie: typologies, besoin: besoins, ...dit }) => ({
    reponses: { souhaits: { ...dit, communes, typologies, besoins } },
  }),
);

const priorite = ecrire(
  "priorite",
  Object.fromEntries(MOTIFS_PRIORITE.map((motif) => [`motif_${motif}`, choixOuVide("Preuve", SUITES_MOTIF)])),
  (lu) => {
    const motifs = MOTIFS_PRIORITE.flatMap((motif) => {
      const niveau = lu[`motif_${motif}`] ?? null;
      return niveau === null ? [] : [[motif, niveau]];
    });
    return { reponses: { priorite: { motifs: Object.fromEntries(motifs) } } };
  },
);

const emploi = ecrire(
  "emploi",
  (_, saisie) => ({
    siret: texteDeForme("SIRET de l’employeur", {
      forme: /^(\d\s*){14}$/,
      max: 20,
      ecrire: "14 chiffres, ou laissez vide s’il n’est pas connu",
    }).transform((siret) => siret?.replaceAll(/\s/g, "") ?? null),
    mobilite: plusieurs(["mobilite", "meuble"]),
    mobilite_du: jourOuVide("Du"),
    mobilite_au: jourOuVide("Au").refine(
      (au) => au === null || au >= valeurDe(saisie, "mobilite_du"),
      "Au\u00A0: cette date précède la première.",
    ),
    profession: choixOuVide("Situation professionnelle", SITUATIONS_PROFESSIONNELLES),
    court: tri("Contrat court"),
    plus_de_dix: tri("Plus de 10 salariés"),
  }),
  ({ siret: employeurSiret, mobilite: coches, mobilite_du: du, mobilite_au: au, profession, court, plus_de_dix }) => ({
    reponses: {
      emploi: {
        profession,
        contratCourt: court,
        employeurSiret,
        employeurPlusDeDix: plus_de_dix,
        mobilite: coches.includes("mobilite") ? { du, au } : null,
        meuble: coches.includes("meuble"),
      },
    },
  }),
);

export const ECRIRE_SECTION: Readonly<Record<SectionEntretien, Acte>> = {
  situation,
  composition,
  budget,
  logement,
  souhaits,
  priorite,
  emploi,
};

export const MONTRER_SECTION: Readonly<Record<SectionEntretien, (entretien: Entretien) => SaisieFormulaire>> = {
  situation: ({ nom, prenom, naissance, telephone, courriel, reponses: { situation } }) => ({
    nom: writeTexte(nom),
    prenom: writeTexte(prenom),
    naissance: writeTexte(naissance),
    telephone: writeTexte(telephone),
    courriel: writeTexte(courriel),
    familiale: writeTexte(situation?.familiale),
    deja: writeTexte(situation?.dejaDemandeur),
  }),
  composition: ({ reponses: { composition } }) => ({
    adultes: writeNombre(composition?.adultes),
    enfants: writeNombre(composition?.enfants),
    garde: writeNombre(composition?.gardePartagee),
    naitre: writeNombre(composition?.aNaitre),
    jeune: writeTexte(composition?.jeuneCouple),
  }),
  budget: ({ reponses: { budget } }) => ({
    source: budget?.sources ?? [],
    mensuel: writeNombre(budget?.mensuel),
    rfr: writeNombre(budget?.rfr),
    charges: writeNombre(budget?.chargesFixes),
    loyer_max: writeNombre(budget?.loyerMax),
  }),
  logement: ({ reponses: { logement } }) => ({
    mode: writeTexte(logement?.mode),
    commune_actuelle: writeTexte(logement?.commune),
    depuis: writeTexte(logement?.depuis),
    loyer: writeNombre(logement?.loyer),
  }),
  souhaits: ({ reponses: { souhaits } }) => ({
    commune: souhaits?.communes ?? [],
    typologie: souhaits?.typologies ?? [],
    genre: writeTexte(souhaits?.genre),
    elargir: souhaits?.elargir ? ["oui"] : [],
    besoin: souhaits?.besoins ?? [],
  }),
  priorite: ({ reponses: { priorite } }) =>
    Object.fromEntries(MOTIFS_PRIORITE.map((motif) => [`motif_${motif}`, writeTexte(priorite?.motifs[motif])])),
  emploi: ({ reponses: { emploi } }) => ({
    profession: writeTexte(emploi?.profession),
    siret: writeTexte(emploi?.employeurSiret),
    plus_de_dix: writeTexte(emploi?.employeurPlusDeDix),
    court: writeTexte(emploi?.contratCourt),
    mobilite: [...(emploi?.mobilite ? ["mobilite"] : []), ...(emploi?.meuble ? ["meuble"] : [])],
    mobilite_du: writeTexte(emploi?.mobilite?.du),
    mobilite_au: writeTexte(emploi?.mobilite?.au),
  }),
};
