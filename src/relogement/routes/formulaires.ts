import type { Context } from "hono";
import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { Base } from "#socle/lectures/base.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ecrireSiInchange } from "../actes/fiche-ecrire.ts";
import type { FicheMenage } from "../lectures/fiche.ts";
import { readFiche } from "../lectures/fiche-lire.ts";
import type { FormulaireMenageProps } from "../pages/menage-formulaire.tsx";

/** What a form of a file reads and writes with. */
export type ContexteFormulaire = {
  readonly site: Site;
  readonly c: Context<Env>;
  readonly base: Base;
  readonly epci: string;
  readonly id: number;
  readonly fiche: FicheMenage;
  readonly aujourdhui: string;
};

/** One form of a file: what it shows first, how it is drawn, what is read of it and what is then done. */
export type FormulaireMenage = {
  /** Below the file's address. */
  readonly chemin: string;
  readonly action: Action & ("modifier" | "valider");
  /** Of the closed list of what the file says after an act. */
  readonly fait: string;
  /** Which field a refusal of the act is about, by code; the whole form otherwise. */
  readonly champs?: Readonly<Record<string, string>>;
  initial(contexte: ContexteFormulaire): SaisieFormulaire | Promise<SaisieFormulaire>;
  render(props: FormulaireMenageProps, contexte: ContexteFormulaire): string | Promise<string>;
  /** Reads every field, then gives the act. */
  read(lecture: Lecture, contexte: ContexteFormulaire): Acte | Promise<Acte>;
};

export type Acte = (tx: Base) => Promise<unknown>;

/** A day that is wrong is told at the day, whatever the form. */
const CHAMPS: Readonly<Record<string, string>> = { "relogement-date": "le", "offre-date": "le" };

/** These are of no form: the page is not there, or not theirs. */
const AU_DEHORS = ["relogement-inconnu", "offre-inconnue", "droit-absent", "saisie-invalide"];

const MENAGE = "/t/:epci/relogement/menages/:id{[1-9][0-9]{0,14}}";

/** Shown at the address where it is sent. */
export function formulaireRoutes(site: Site, formulaires: readonly FormulaireMenage[]): Routes {
  const app = new Routes();
  for (const formulaire of formulaires) {
    const chemin = `${MENAGE}/${formulaire.chemin}`;
    app.get(chemin, garde("relogement", formulaire.action), async (c) => {
      const contexte = await openContexte(site, c);
      return show(contexte, formulaire, await formulaire.initial(contexte), null);
    });
    app.post(chemin, garde("relogement", formulaire.action), (c) => send(site, c, formulaire));
  }
  return app;
}

async function openContexte(site: Site, c: Context<Env>): Promise<ContexteFormulaire> {
  const { base } = c.var;
  const epci = c.req.param("epci") ?? "";
  const id = Number(c.req.param("id"));
  const aujourdhui = site.deps.horloge.aujourdhui();
  // Names are on the file itself, and on the form that changes them: opened there, told to the journal there.
  const fiche = await readFiche(base, { epci, id, jour: aujourdhui, noms: false });
  return { site, c, base, epci, id, fiche, aujourdhui };
}

async function send(site: Site, c: Context<Env>, formulaire: FormulaireMenage): Promise<Response> {
  const contexte = await openContexte(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const { base, epci, id } = contexte;
  try {
    const acte = await formulaire.read(lecture, contexte);
    if (lecture.erreurs.length > 0) {
      const refus = new Refus("saisie-a-corriger", "");
      return show(contexte, formulaire, saisie, { refus, affiche: { message: null, erreurs: lecture.erreurs } });
    }
    await ecrireSiInchange(base, { epci, id, etatLu: valeurDe(saisie, "etat_lu") }, acte);
    return c.redirect(hrefTerritoire(epci, cheminMenage(id), { fait: formulaire.fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || AU_DEHORS.includes(error.code)) throw error;
    // Shown over the file as it is now: what is sent next is over what is read now.
    return show(await openContexte(site, c), formulaire, saisie, { refus: error, affiche: placed(error, formulaire) });
  }
}

/** At the field that it is about, when there is one. */
function placed(refus: Refus, { champs = {} }: FormulaireMenage): RefusFormulaire {
  const champ = { ...CHAMPS, ...champs }[refus.code];
  if (champ === undefined) return { message: refus.message, erreurs: [] };
  return { message: null, erreurs: [{ champ, message: refus.message }] };
}

async function show(
  contexte: ContexteFormulaire,
  formulaire: FormulaireMenage,
  saisie: SaisieFormulaire,
  refuse: { readonly refus: Refus; readonly affiche: RefusFormulaire } | null,
): Promise<Response> {
  const { site, c, epci, fiche, aujourdhui } = contexte;
  const { cadre } = await openCadre(site, c);
  const props: FormulaireMenageProps = {
    cadre,
    epci,
    fiche,
    aujourdhui,
    etat: { saisie, refus: refuse?.affiche ?? SANS_REFUS },
    aRelire: refuse?.refus.code === "relogement-a-relire",
  };
  return c.html(await formulaire.render(props, contexte), refuse ? statusOf(refuse.refus.code) : 200);
}
