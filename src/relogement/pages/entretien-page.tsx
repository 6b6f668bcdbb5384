import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Choix, optionsOf, Relire, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { LIMITE_TEXTE_LIBRE } from "#socle/regles/texte-libre/verify-texte-libre.ts";
import type { FicheMenage } from "../lectures/fiche.ts";
import { MODES_ENTRETIEN, type ModeEntretien } from "../lectures/ports.ts";
import { type FormulaireMenageProps, renderFormulaireMenage } from "./menage-formulaire.tsx";

const LIBELLE_MODE_ENTRETIEN: Readonly<Record<ModeEntretien, string>> = {
  domicile: "Au domicile",
  permanence: "À la permanence",
  telephone: "Par téléphone",
  autre: "Autrement",
};

/** Form of an interview; wishes and situation have the next form. */
export function renderEntretienPage(props: FormulaireMenageProps): string {
  const { epci, fiche, etat, aujourdhui } = props;
  return renderFormulaireMenage(props, {
    titre: "Écrire un entretien",
    suite: "entretien",
    bouton: "Enregistrer l’entretien",
    sous: (
      <p>
        <a href={hrefTerritoire(epci, cheminMenage(fiche.dossier.id, "feuille"))}>Feuille d’entretien à imprimer</a>
      </p>
    ),
    champs: (
      <>
        <Champ etat={etat} nom="le" libelle="Jour de l’entretien" type="date" max={aujourdhui} requis />
        <Choix
          etat={etat}
          nom="mode"
          libelle="Où et comment"
          options={optionsOf(MODES_ENTRETIEN, LIBELLE_MODE_ENTRETIEN)}
          requis
        />
        <TexteLong
          etat={etat}
          nom="texte"
          libelle="Ce qui est convenu"
          aide="Des faits et des suites : ni santé, ni jugement. Le besoin d’accès et l’accompagnement ont leur case dans « Situation et souhaits »."
          lignes={6}
          limite={LIMITE_TEXTE_LIBRE}
        />
        <Relire affiche={props.aRelire} />
        <p class="aide">Un entretien écrit ne se réécrit pas : le suivant le complète.</p>
      </>
    ),
  });
}

export type FeuillePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheMenage;
  /** true: without the known values, to be filled by hand. */
  readonly vierge: boolean;
  readonly aujourdhui: string;
};

/** Sheet of an interview, on one page of paper: the known values, and room for the rest. */
export function renderFeuillePage({ cadre, epci, fiche, vierge, aujourdhui }: FeuillePageProps): string {
  const { dossier } = fiche;
  const suite = cheminMenage(dossier.id, "feuille");
  return renderPage({
    cadre,
    titre: `Feuille d’entretien, ${dossier.reference}`,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminMenage(dossier.id))}>Dossier {dossier.reference}</a>
        </p>
        <h1>Feuille d’entretien</h1>
        <p class="chapo">
          {dossier.reference}, {dossier.operationNom}.{" "}
          {vierge ? null : <>Ce que dit le dossier au {formatJour(aujourdhui)}.</>}
        </p>
        <p class="ecran">
          Imprimez cette page avec votre navigateur ; le menu et ces lignes ne s’impriment pas.{" "}
          <a href={hrefTerritoire(epci, suite, { vierge: vierge ? null : "oui" })}>
            {vierge ? "Reprendre ce que dit le dossier" : "Une feuille vierge"}
          </a>
        </p>
        <div class="feuille">
          <dl>
            <Ligne libelle="Jour" valeur={null} />
            <Ligne libelle="Où et comment" valeur={null} cases={Object.values(LIBELLE_MODE_ENTRETIEN)} />
            <Ligne libelle="Présents" valeur={null} />
          </dl>
          {fiche.rubriques.map(({ titre, lignes }) => (
            <section>
              <h2>{titre}</h2>
              <dl>
                {lignes.map(({ libelle, valeur }) => (
                  <Ligne libelle={libelle} valeur={vierge ? null : valeur} />
                ))}
              </dl>
            </section>
          ))}
          <section>
            <h2>Ce qui est convenu</h2>
            <p class="a-remplir haut" />
          </section>
          <p class="discret">
            Le ménage peut demander à lire et à faire corriger ce qui est écrit de lui. Ni santé ni jugement sur cette
            feuille.
          </p>
        </div>
      </>
    ),
  });
}

function Ligne({ libelle, valeur, cases }: { libelle: string; valeur: string | null; cases?: readonly string[] }) {
  return (
    <>
      <dt>{libelle}</dt>
      <dd class={valeur === null && !cases ? "a-remplir" : undefined}>
        {cases ? cases.map((mot) => <span class="a-cocher">☐ {mot}</span>) : (valeur ?? "")}
      </dd>
    </>
  );
}
