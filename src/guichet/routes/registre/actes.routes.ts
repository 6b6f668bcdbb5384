import type { Context } from "hono";
import { cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { COMPLEMENTS, SORTIES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { AppDeps, Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { deciderIrrecevabilite } from "../../actes/registre/actes-commission.ts";
import {
  avertirDemande,
  demanderComplement,
  leverAvertissement,
  radierDemande,
  reactiverDemande,
  renouvelerDemande,
  type SurFiche,
} from "../../actes/registre/actes-guichet.ts";
import { enregistrerDemande } from "../../actes/registre/enregistrer.ts";
import { actesOn } from "../../lectures/registre/lire-fiche.ts";
import type { FicheRegistre } from "../../lectures/registre/ports.ts";
import { type ActeForme, renderActePage } from "../../pages/registre/acte-page.tsx";
import { openFiche, toFiche } from "./fiche-ouverte.ts";

const ACTES_FORMES: readonly ActeForme[] = [
  "enregistrer",
  "complement",
  "renouveler",
  "avertir",
  "lever",
  "radier",
  "reactiver",
  "irrecevabilite",
];

/** Each act has its form, shown and sent at one address, once the file is open. */
export function acteRoutes(site: Site, demande: string): Routes {
  const app = new Routes();
  for (const acte of ACTES_FORMES) {
    const guard = garde("demande-identite", acte === "irrecevabilite" ? "lire" : "modifier");
    app.get(`${demande}/${acte}`, guard, async (c) => {
      const fiche = await openFiche(site, c);
      if (fiche === null) return toFiche(c);
      return show(site, c, { acte, fiche, saisie: INITIALE[acte]?.(fiche) ?? {}, refus: null });
    });
    app.post(`${demande}/${acte}`, guard, (c) => send(site, c, acte));
  }
  return app;
}

const INITIALE: Readonly<Partial<Record<ActeForme, (fiche: FicheRegistre) => SaisieFormulaire>>> = {
  enregistrer: ({ ancienneteLe, deposeeLe }) => ({ anciennete: [ancienneteLe ?? deposeeLe ?? ""] }),
  radier: () => ({ sortie: ["inconnue"] }),
};

type Vue = {
  readonly acte: ActeForme;
  readonly fiche: FicheRegistre;
  readonly saisie: SaisieFormulaire;
  readonly refus: { readonly code: string; readonly affiche: RefusFormulaire } | null;
};

async function show(site: Site, c: Context<Env>, { acte, fiche, saisie, refus }: Vue): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  // Somebody has acted meanwhile: the file says what may be done now.
  if (refus === null && !actesOn(c.var.base, epci, fiche, aujourdhui).includes(acte)) return toFiche(c);
  const etat = { saisie, refus: refus?.affiche ?? SANS_REFUS };
  const service = site.deps.serviceSne?.nom ?? null;
  const page = renderActePage({ cadre, fiche, acte, etat, aujourdhui, service });
  return c.html(page, refus === null ? 200 : statusOf(refus.code));
}

/** These are of no form: the file is not there, or not theirs. */
const AU_DEHORS = ["demande-inconnue", "droit-absent"];

const CHAMPS: Readonly<Record<string, string>> = {
  "numero-unique-invalide": "numero",
  "numero-connu": "numero",
  "sne-ferme": "sne",
  "sne-incomplet": "sne",
  "sne-muet": "sne",
  "sne-non-enregistre": "sne",
  "sne-refuse": "sne",
  "demande-date": "anciennete",
  "complement-vide": "quoi",
  "decision-reference": "reference",
};

async function send(site: Site, c: Context<Env>, acte: ActeForme): Promise<Response> {
  const fiche = await openFiche(site, c);
  if (fiche === null) return toFiche(c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const { epci, demandeur } = fiche;
  const sur = { epci, demandeur, aujourdhui: site.deps.horloge.aujourdhui() };
  const work = LIRE_ACTE[acte](lecture, sur);
  if (lecture.erreurs.length > 0) {
    const affiche = { message: null, erreurs: lecture.erreurs };
    return show(site, c, { acte, fiche, saisie, refus: { code: "saisie-a-corriger", affiche } });
  }
  try {
    await work(c.var.base, site.deps);
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    const { code, message } = error;
    const champ = CHAMPS[code];
    const affiche = champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
    return show(site, c, { acte, fiche, saisie, refus: { code, affiche } });
  }
  return c.redirect(hrefTerritoire(epci, cheminDemande(demandeur), { fait: acte }), 303);
}

type Travail = (base: Base, deps: AppDeps) => Promise<void>;

/** Reads every field, then gives the act. */
const LIRE_ACTE: Readonly<Record<ActeForme, (lecture: Lecture, sur: SurFiche) => Travail>> = {
  enregistrer: (lecture, sur) => {
    const demander = lecture.several("sne", ["demander"]).length > 0;
    const numero = demander ? null : lecture.text("numero", "Numéro unique");
    if (demander && lecture.textOrNull("numero") !== null) {
      lecture.fail("sne", "Gardez le numéro que vous avez recopié, ou demandez-le : pas les deux.");
    }
    const ancienneteLe = lecture.dayOrNull("anciennete", "Ancienneté depuis");
    return (base, deps) => enregistrerDemande(base, deps, { ...sur, numero, ancienneteLe });
  },
  complement: (lecture, sur) => {
    const quoi = lecture.several("quoi", COMPLEMENTS);
    return (base, deps) => demanderComplement(base, deps, { ...sur, quoi });
  },
  renouveler: (_, sur) => (base, deps) => renouvelerDemande(base, deps, sur),
  avertir: (_, sur) => (base, deps) => avertirDemande(base, deps, sur),
  lever: (_, sur) => (base, deps) => leverAvertissement(base, deps, sur),
  radier: (lecture, sur) => {
    const motif = lecture.choice("motif", "Motif", ["renonciation", "non-reponse"]);
    const sortie = lecture.choiceOrNull("sortie", "Où le ménage s’est logé", SORTIES_DEMANDE) ?? "inconnue";
    return (base, deps) => radierDemande(base, deps, { ...sur, motif, sortie });
  },
  reactiver: (_, sur) => (base, deps) => reactiverDemande(base, deps, sur),
  irrecevabilite: (lecture, sur) => {
    const reference = lecture.text("reference", "Référence de la décision");
    return async (base) => {
      const fiche = await base.registres.fiche(sur.epci, sur.demandeur);
      const acte = fiche?.etat === "avertie" ? "radier" : "avertir";
      await deciderIrrecevabilite(base, { ...sur, acte, reference });
    };
  },
};
