import type { Context } from "hono";
import { readChoixParties } from "#engagements/routes/contingent/saisie.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { habilitationsFor, habilitationsIn, peut } from "#socle/regles/habilitation/peut.ts";
import { interdit } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  choix,
  choixOuVide,
  compteOuVide,
  entierOuVide,
  jour,
  type Lu,
  numeroCache,
  numeroOuVide,
  propre,
  texteOuVide,
} from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { saisieOf } from "#socle/routes/serveur/saisie.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { adopterReglement, ajouterMembreCal, retirerMembreCal } from "../../actes/cal/composer.ts";
import { preparerSeance } from "../../actes/cal/preparer.ts";
import { renderCalPage, renderPreparerPage } from "../../pages/cal/cal-page.tsx";
import { CHEMIN_CAL, CHEMIN_COMPOSITION, CHEMIN_PREPARER, cheminSeance } from "../../pages/cal/chemins.ts";
import { renderCompositionPage } from "../../pages/cal/composition-page.tsx";
import { manquesComposition, QUALITES_CAL, siegePourCommune } from "../../regles/cal/composition.ts";
import { DUREE_VOTE_ATTENDUE, isDureeVote, MODES_SEANCE } from "../../regles/cal/reglement.ts";

const CREER = garde("seance", "creer");
/** Its rules are adopted by whoever answers for the bailleur, or holds its commission. */
const VALIDER = garde("seance", "valider");

export const PREPARER = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "La séance est préparée. Inscrivez les logements.",
  champs: {
    bailleur: numeroOuVide(),
    mode: choix("La séance se tient", MODES_SEANCE),
    jour: jour("Jour"),
    heure: propre(
      (valeur) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(valeur) ? valeur : undefined),
      "Heure\u00A0: écrivez-la sous la forme 14:00.",
    ),
    duree: propre(
      (valeur) => (/^\d{2,3}$/.test(valeur) && isDureeSeance(Number(valeur)) ? Number(valeur) : undefined),
      "Durée\u00A0: écrivez un nombre de minutes, de 15 à 600.",
    ),
    fenetre: propre((valeur) => {
      if (valeur === "") return null;
      return isDureeVote(Number(valeur)) ? Number(valeur) : undefined;
    }, DUREE_VOTE_ATTENDUE),
    lieu: texteOuVide(200),
    visio: texteOuVide(500),
  },
  run: async ({ c, base, epci, aujourdhui }, { bailleur, jour: tenueLe, duree, fenetre, ...lu }) => {
    const organisation = commissionIn(c, epci, bailleur);
    const seance = { ...lu, organisation, tenueLe, dureeMinutes: duree, fenetreHeures: fenetre };
    return new Suite({ chemin: cheminSeance(await preparerSeance(base, { ...seance, epci, aujourdhui })) });
  },
});

function isDureeSeance(minutes: number): boolean {
  return minutes >= 15 && minutes <= 600;
}

const RETRAIT = { bailleur: numeroOuVide(), membre: numeroCache() };
const AJOUT = {
  bailleur: numeroOuVide(),
  commune: texteOuVide(5),
  qualite: choix("Il siège comme", QUALITES_CAL),
  reservataire: numeroOuVide(),
  designation: texteOuVide(120),
  compte: numeroOuVide(),
  president: choixOuVide("Président", ["oui"]),
  depuis: jour("Depuis le"),
};

const COMPOSER = defineActe({
  chemin: "",
  droit: garde("seance", "modifier"),
  annonce: "La composition est enregistrée.",
  champs: (_, saisie) => (valeurDe(saisie, "geste") === "retirer" ? RETRAIT : AJOUT),
  run: async (lieu, lu) => {
    const { c, base, epci, aujourdhui } = lieu;
    const commission = { epci, organisation: commissionIn(c, epci, lu.bailleur) };
    if ("membre" in lu) await retirerMembreCal(base, commission, lu.membre, aujourdhui);
    else await ajouterMembreCal(base, commission, await membreOf(lieu, lu));
    return new Suite({ parametres: { bailleur: commission.organisation } });
  },
});

/** A commune or an organisation of another territory is left out. */
async function membreOf(
  { base, epci }: Lieu,
  { bailleur: _, commune, reservataire, president, ...lu }: Lu<typeof AJOUT>,
) {
  const [communes, { reservataires }] = await Promise.all([listCommunes(base, epci), readChoixParties(base, epci)]);
  const found = siegePourCommune(lu.qualite) && communes.some(({ code }) => code === commune);
  const contingent = lu.qualite === "reservataire" ? reservataires.find(({ id }) => id === reservataire) : undefined;
  return {
    ...lu,
    commune: found ? commune : null,
    reservataire: contingent?.id ?? null,
    president: president === "oui",
  };
}

const ADOPTER = defineActe({
  chemin: "reglement",
  droit: VALIDER,
  annonce: "La version est adoptée.",
  champs: {
    bailleur: numeroOuVide(),
    modes: choix("Séances permises", ["salle", "distance", "ecrit"]),
    depuis_reglement: jour("En vigueur depuis le"),
    quorum: entierOuVide("Quorum", 1),
    fenetre: compteOuVide("Durée du vote", { chiffres: 6, ecrire: "écrivez un nombre entier d’heures" }),
    noms: choixOuVide("Noms", ["oui"]),
    source: propre(
      (valeur) => (valeur.length >= 3 && valeur.length <= 200 ? valeur : undefined),
      "Texte lu\u00A0: de 3 à 200 caractères.",
    ),
  },
  run: async ({ c, base, epci }, { bailleur, modes, depuis_reglement: depuis, quorum, fenetre, noms, source }) => {
    const organisation = commissionIn(c, epci, bailleur);
    await adopterReglement(
      base,
      { epci, organisation },
      {
        depuis,
        quorum: quorum ?? 0,
        fenetreHeures: fenetre ?? 0,
        distance: modes !== "salle",
        asynchrone: modes === "ecrit",
        nomsSecretaire: noms === "oui",
        source,
        aConfirmer: false,
      },
    );
    return new Suite({ parametres: { bailleur: organisation } });
  },
});

/** `/t/:epci/cal`: the sessions, what a commission is made of, and a new one. */
export function seancesRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_CAL}`, garde("seance", "lire"), (c) => showSeances(site, c))
    .route(
      "/",
      pageActes(site, { chemin: CHEMIN_PREPARER, droit: CREER, show: showPreparer, actes: { preparee: PREPARER } }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_COMPOSITION,
        droit: VALIDER,
        show: showComposition,
        actes: { membre: COMPOSER, reglement: ADOPTER },
        dits: ["membre-inconnu"],
      }),
    );
}

async function showSeances(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const seances = await base.cal.list(epci);
  return c.html(
    renderCalPage({
      cadre,
      epci,
      seances,
      annonce: null,
      preparer: peut(acteur, "seance", "creer", epci),
      composer: isOfBailleur(c, epci),
    }),
  );
}

function isOfBailleur(c: Context<Env>, epci: string): boolean {
  return commissionsOf(c, epci).length > 0;
}

type Commission = { readonly organisation: number; readonly nom: string };

/** Bailleurs whose commission the person holds, or answers for. */
function commissionsOf(c: Context<Env>, epci: string): readonly Commission[] {
  const own = habilitationsFor(c.var.acteur, "seance", "valider", epci).filter(({ role }) => role !== "commune");
  const noms = new Map(own.map(({ organisation, nomOrganisation }) => [organisation, nomOrganisation]));
  return [...noms].map(([organisation, nom]) => ({ organisation, nom }));
}

async function showPreparer(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const vide = { mode: ["presentiel"], heure: ["14:00"], duree: ["120"] };
  const bailleurs = commissionsOf(c, epci);
  return renderPreparerPage({ cadre, epci, refus, saisie: { ...vide, ...saisie }, bailleurs });
}

/** The one that the form names, when it is one of theirs; else the first. Refuses `droit-absent`. */
function commissionIn(c: Context<Env>, epci: string, dite: number | null): number {
  const own = commissionsOf(c, epci);
  const found = own.find(({ organisation }) => organisation === dite) ?? own[0];
  if (found) return found.organisation;
  throw interdit("droit-absent", "Vous ne tenez aucune commission d’attribution sur ce territoire.");
}

async function showComposition(
  site: Site,
  c: Context<Env>,
  { acte, refus, annonce, ...typed }: EtatPage,
): Promise<string> {
  const saisie = acte === null ? saisieOf(c.req.query()) : typed.saisie;
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const organisation = commissionIn(c, epci, Number(valeurDe(saisie, "bailleur")));
  const [membres, reglements, sieges, communes, { reservataires }] = await Promise.all([
    base.cal.composition(epci, organisation),
    base.cal.reglements(epci, organisation),
    base.cal.sieges(epci),
    listCommunes(base, epci),
    readChoixParties(base, epci),
  ]);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const bailleurs = commissionsOf(c, epci);
  const actifs = membres.filter((membre) => isMembreLe(membre, aujourdhui));
  return renderCompositionPage({
    cadre,
    epci,
    bailleurs,
    membres,
    reglements,
    sieges,
    communes,
    aujourdhui,
    bailleur: bailleurs.find((un) => un.organisation === organisation) ?? { organisation, nom: "" },
    reservataires: reservataires.map(({ id, nom }) => ({ code: String(id), libelle: nom })),
    manques: manquesComposition(actifs, aujourdhui),
    secretaire: habilitationsIn(acteur, epci).some(
      (h) => h.role === "secretaire-cal" && h.organisation === organisation,
    ),
    adopter: true,
    etat: { saisie: { depuis: [aujourdhui], ...saisie }, refus },
    annonce,
  });
}
