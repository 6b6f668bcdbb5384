import type { Context } from "hono";
import { CHEMIN_MENAGES, cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Champs, Lu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { ecrireSiInchange } from "../actes/fiche-ecrire.ts";
import type { FicheMenage } from "../lectures/fiche.ts";
import { readFiche } from "../lectures/fiche-lire.ts";
import type { FormulaireMenageProps } from "../pages/menage-formulaire.tsx";

/** Inputs of a form of a file. */
export type ContexteFormulaire = {
  readonly site: Site;
  readonly c: Context<Env>;
  readonly base: Base;
  readonly epci: string;
  readonly id: number;
  readonly fiche: FicheMenage;
  readonly aujourdhui: string;
};

type Ecran = {
  /** Path below the file's URL. */
  readonly chemin: string;
  /** Name of the act for the announcement. */
  readonly fait: string;
  initial(contexte: ContexteFormulaire): SaisieFormulaire | Promise<SaisieFormulaire>;
  render(props: FormulaireMenageProps, contexte: ContexteFormulaire): string | Promise<string>;
};

/** One form of a file: its initial values, its drawing, its parsing and its act. */
export type FormulaireMenage = Ecran & { readonly acte: Acte };

type FormulaireDefini<C extends Champs> = Ecran & {
  readonly action: Action & ("modifier" | "valider");
  readonly annonce: string;
  /** Field of each refusal of the act, by code; the whole form otherwise. */
  readonly refus?: Readonly<Record<string, string>>;
  readonly champs: (lieu: Lieu) => C | Promise<C>;
  /** Builds the write, which runs only if the file is unchanged since the form was shown. */
  readonly prepare: (contexte: ContexteFormulaire, lu: Lu<C>) => Ecriture | Promise<Ecriture>;
};

type Ecriture = (tx: Base) => Promise<unknown>;

/** An invalid day is reported on the field of the day, in every form. */
const CHAMPS: Readonly<Record<string, string>> = { "relogement-date": "le", "offre-date": "le" };

/** Refusals of a text are reported on its field. */
export const texteAu = (champ: string) => ({
  "relogement-a-relire": champ,
  "relogement-sans-texte": champ,
  "texte-longueur": champ,
  "texte-nir": champ,
  "texte-sante": champ,
});

export function defineFormulaire<C extends Champs>(defini: FormulaireDefini<C>): FormulaireMenage {
  const { action, annonce, refus = {}, champs, prepare, ...ecran } = defini;
  const acte = defineActe({
    chemin: "",
    droit: garde("relogement", action),
    annonce,
    champDe: ({ code }) => ({ ...CHAMPS, ...refus })[code],
    champs,
    run: async ({ site, c, base }, lu, saisie) => {
      const contexte = await openContexte(site, c);
      const { epci, id } = contexte;
      const ecriture = await prepare(contexte, lu);
      await ecrireSiInchange(base, { epci, id, etatLu: valeurDe(saisie, "etat_lu") }, ecriture);
      return new Suite({ chemin: cheminMenage(id) });
    },
  });
  return { ...ecran, acte };
}

export const MENAGE = `${CHEMIN_MENAGES}/:id{[1-9][0-9]{0,14}}`;

/** Each form is shown and posted at the same URL. */
export function formulaireRoutes(site: Site, formulaires: readonly FormulaireMenage[]): Routes {
  const routes = new Routes();
  for (const formulaire of formulaires) {
    const { acte, fait } = formulaire;
    const chemin = `${MENAGE}/${formulaire.chemin}`;
    const show = (_: Site, c: Context<Env>, etat: EtatPage) => showFormulaire(site, c, formulaire, etat);
    routes.route("/", pageActes(site, { chemin, droit: acte.droit, show, actes: { [fait]: acte } }));
  }
  return routes;
}

async function openContexte(site: Site, c: Context<Env>): Promise<ContexteFormulaire> {
  const { base } = c.var;
  const epci = c.req.param("epci") ?? "";
  const id = Number(c.req.param("id"));
  const aujourdhui = site.deps.horloge.aujourdhui();
  // Names are opened on the file and on the form that changes them only, where the journal records it.
  const fiche = await readFiche(base, { epci, id, jour: aujourdhui, noms: false });
  return { site, c, base, epci, id, fiche, aujourdhui };
}

/** Shown on the current file, whose stamp the next post sends back. */
async function showFormulaire(
  site: Site,
  c: Context<Env>,
  formulaire: FormulaireMenage,
  { acte, saisie, refus, code }: EtatPage,
): Promise<string> {
  const contexte = await openContexte(site, c);
  const typed = acte === null ? await formulaire.initial(contexte) : saisie;
  const { cadre } = await openCadre(site, c);
  const { epci, fiche, aujourdhui } = contexte;
  const etat = { saisie: typed, refus };
  return formulaire.render({ cadre, epci, fiche, aujourdhui, etat, aRelire: code === "relogement-a-relire" }, contexte);
}
