import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { tableCategories } from "../../images/publics-tables.ts";
import type { CategorieEnregistree } from "../../lectures/public-prioritaire/ports.ts";
import type { PublicsPrioritaires } from "../../lectures/public-prioritaire/publics.ts";
import { AConfirmer } from "./libelles.tsx";

type CategoriesProps = {
  readonly cadre: Cadre;
  readonly publics: PublicsPrioritaires;
  readonly saisie: SaisieFormulaire;
  readonly erreur: string | null;
};

export function SectionCategories({ cadre, publics, saisie, erreur }: CategoriesProps) {
  const { categories, jour, territoire } = publics;
  return (
    <>
      <p>
        Au {formatJour(jour)}, dans l’ordre de la loi : le DALO d’abord. Le plan départemental (PDALHPD) peut en ajouter
        ; la liste de l’EPCI les tient, avec leur acte.
      </p>
      <Table table={tableCategories(jour)} lignes={categories} rendu={{ code: Code, texte: Texte }} />
      {cadre.droits.ecrireConvention ? (
        <Editeur epci={territoire} locales={publics.locales} jour={jour} saisie={saisie} erreur={erreur} />
      ) : null}
    </>
  );
}

function Code({ code, origine }: CategoriePrioritaire) {
  return origine === "locale" ? `${code} (locale)` : code;
}

function Texte({ reference, confiance }: CategoriePrioritaire) {
  return (
    <>
      {reference} {confiance === "B" ? <AConfirmer /> : null}
    </>
  );
}

type EditeurProps = {
  epci: string;
  locales: readonly CategorieEnregistree[];
  jour: string;
  saisie: SaisieFormulaire;
  erreur: string | null;
};

function Editeur({ epci, locales, jour, saisie, erreur }: EditeurProps) {
  const open = locales.filter(({ jusque }) => jusque === null);
  return (
    <>
      <h2 id="liste-locale">Liste locale</h2>
      {erreur ? (
        <Message ton="erreur" role="alert">
          <p>{erreur}</p>
        </Message>
      ) : null}
      {open.map(({ id, code, libelle }) => (
        <form class="ligne" method="post" action={hrefTerritoire(epci, `publics-prioritaires/categories/${id}/fermer`)}>
          <div>
            <label for={`jusque-${id}`}>
              Dernier jour de {code} ({libelle})
            </label>
            <input id={`jusque-${id}`} name="jusque" type="date" value={jour} required />
          </div>
          <button class="bouton second" type="submit">
            Fermer<span class="lu"> la catégorie {code}</span>
          </button>
        </form>
      ))}
      <form method="post" action={hrefTerritoire(epci, "publics-prioritaires/categories")}>
        <fieldset>
          <legend>Ajouter une catégorie du PDALHPD</legend>
          <div class="ligne">
            <Champ nom="code" libelle="Code" saisie={saisie} taille={12} />
            <Champ nom="libelle" libelle="Public" saisie={saisie} taille={40} />
            <div>
              <label for="depuis">Premier jour</label>
              <input id="depuis" name="depuis" type="date" value={valeurDe(saisie, "depuis")} required />
            </div>
            <Champ nom="acte" libelle="Acte (plan, arrêté, date)" saisie={saisie} taille={40} />
          </div>
          <button class="bouton" type="submit">
            Ajouter
          </button>
        </fieldset>
      </form>
    </>
  );
}

type ChampProps = { nom: string; libelle: string; saisie: SaisieFormulaire; taille: number };

function Champ({ nom, libelle, saisie, taille }: ChampProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <input id={nom} name={nom} value={valeurDe(saisie, nom)} size={taille} required autocomplete="off" />
    </div>
  );
}
