import { CHEMIN_RECHERCHE } from "#attributions/pages/relogement/recherche-libelles.ts";
import { ACCES_LOGEMENT, LIBELLE_ACCES_LOGEMENT } from "#attributions/regles/logement/logement-suivi.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import type { Recherche } from "../lectures/recherche.ts";
import { LIBELLE_ORIGINE, ORIGINES_LOGEMENT } from "../regles/recherche.ts";

const ZONES = [
  { code: "hors-qpv", libelle: "Hors quartier prioritaire" },
  { code: "qpv", libelle: "En quartier prioritaire" },
];

/** `choix` set: the criteria are those of the URL, else the household's. Two forms: choosing another household drops the criteria. */
export function FiltresRecherche({ recherche }: { recherche: Recherche }) {
  const { territoire, criteres, choix, menage } = recherche;
  const acces = ACCES_LOGEMENT.filter((code) => code !== "aucun" && code !== "inconnu");
  return (
    <form method="get" action={hrefTerritoire(territoire, CHEMIN_RECHERCHE)} aria-label="Choisir les logements">
      <input type="hidden" name="choix" value="1" />
      {menage ? <input type="hidden" name="menage" value={String(menage.id)} /> : null}
      <fieldset>
        <legend>Typologies (aucune cochée : toutes)</legend>
        <div class="cases">
          {TYPOLOGIES.map((code) => (
            <label class="case">
              <input type="checkbox" name="typologie" value={code} checked={criteres.typologies.includes(code)} />
              {code}
            </label>
          ))}
        </div>
      </fieldset>
      <Communes recherche={recherche} />
      <div class="ligne">
        <Choisir nom="zone" libelle="Zone" tous="Toutes" options={ZONES} valeur={criteres.zone} />
        <Choisir
          nom="acces"
          libelle="Accès"
          tous="Indifférent"
          options={optionsOf(acces, LIBELLE_ACCES_LOGEMENT)}
          valeur={criteres.acces}
        />
        <Choisir
          nom="bailleur"
          libelle="Bailleur"
          tous="Tous"
          options={choix.bailleurs}
          valeur={criteres.bailleur === null ? null : String(criteres.bailleur)}
        />
        <Choisir
          nom="origine"
          libelle="Source"
          tous="Toutes"
          options={optionsOf(ORIGINES_LOGEMENT, LIBELLE_ORIGINE)}
          valeur={criteres.origine}
        />
        <div>
          <label for="limite">{menage ? "Reste à charge au plus (€)" : "Loyer et charges au plus (€)"}</label>
          <input
            id="limite"
            name="limite"
            class="court"
            inputmode="decimal"
            value={criteres.limite === null ? "" : String(criteres.limite).replace(".", ",")}
            autocomplete="off"
          />
        </div>
        <button class="bouton second" type="submit">
          Chercher
        </button>
      </div>
    </form>
  );
}

/** Checkboxes, folded: a territory has dozens of communes. */
function Communes({ recherche: { criteres, choix } }: { recherche: Recherche }) {
  const chosen = criteres.communes.length;
  return (
    <details>
      <summary>Communes : {chosen === 0 ? "toutes" : `${chosen} ${chosen < 2 ? "choisie" : "choisies"}`}</summary>
      <fieldset>
        <legend>Communes (aucune cochée : toutes)</legend>
        <div class="cases">
          {choix.communes.map(({ code, libelle }) => (
            <label class="case">
              <input type="checkbox" name="commune" value={code} checked={criteres.communes.includes(code)} />
              {libelle}
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );
}

export function ChoisirMenage({ recherche: { territoire, choix, menage } }: { recherche: Recherche }) {
  if (choix.menages.length === 0) return null;
  return (
    <BarreFiltres
      action={hrefTerritoire(territoire, CHEMIN_RECHERCHE)}
      titre="Choisir le ménage"
      bouton="Partir de ses souhaits"
    >
      <Choisir
        nom="menage"
        libelle="Pour le ménage"
        tous="Aucun en particulier"
        options={choix.menages}
        valeur={menage ? String(menage.id) : null}
      />
    </BarreFiltres>
  );
}
