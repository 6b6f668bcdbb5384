import type { SaisieSuivie } from "#donnees/lectures/droit/ports.ts";
import { labelOf, sayJours } from "#droit/regles/dire-valeur.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  Refuse,
  Relire,
  TexteLong,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatInstant } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ParametreListe } from "../../lectures/droit/lister-droit.ts";
import { CHEMIN_DROIT, CHEMIN_GESTION_DROIT, colonnesValeur, FormulaireEcarter, sayOu } from "./droit-page.tsx";
import { ValeurDroit } from "./valeur.tsx";

export type ParametreProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly parametre: ParametreListe;
  readonly saisies: readonly SaisieSuivie[];
  readonly territoires: readonly OptionListe[];
  readonly gestion: boolean;
  readonly relire: boolean;
};

export function renderParametrePage(props: ParametreProps): string {
  const { cadre, parametre, saisies, territoires, gestion, refus } = props;
  const noms = new Map(territoires.map(({ code, libelle }) => [code, libelle]));
  const shown = parametre.enregistrements.filter(({ territoire }) => gestion || territoire === null);
  return renderPage({
    cadre,
    titre: titreRefuse(parametre.nom, refus),
    children: (
      <>
        <p class="ecran">
          <a href={gestion ? CHEMIN_GESTION_DROIT : CHEMIN_DROIT}>Le droit appliqué</a>
        </p>
        <h1>{parametre.nom}</h1>
        <p class="chapo">
          {parametre.surcharge
            ? "Un territoire peut fixer sa propre valeur : son texte le permet, ou aucun texte ne la fixe."
            : "La valeur est la même pour tout le pays : aucun territoire ne la change."}
        </p>
        <Refuse refus={refus} />
        {shown.length === 0 ? (
          <p>Aucune valeur connue : ce qui en dépend est refusé, jamais deviné.</p>
        ) : (
          <Table
            table={defineTable({
              code: "valeurs",
              titre: "Valeurs connues, de la plus ancienne à la plus récente",
              colonnes: colonnesValeur(noms, null),
            })}
            lignes={shown.map((enregistrement) => ({ parametre, enregistrement }))}
            nom={parametre.nom}
          />
        )}
        {gestion ? <Saisies saisies={saisies} parametre={parametre} noms={noms} /> : null}
        {gestion ? <Saisir {...props} /> : null}
      </>
    ),
  });
}

const LIBELLE_ETAT = { "a-confirmer": "à confirmer", confirmee: "confirmée", ecartee: "écartée" } as const;

type SaisiesProps = {
  readonly saisies: readonly SaisieSuivie[];
  readonly parametre: ParametreListe;
  readonly noms: ReadonlyMap<string, string>;
};

function Saisies({ saisies, parametre, noms }: SaisiesProps) {
  if (saisies.length === 0) return null;
  return (
    <section aria-labelledby="saisies">
      <h2 id="saisies">Saisies</h2>
      <ul class="texte">
        {saisies.map((saisie) => (
          <li>
            <p>
              N° {saisie.id}, {LIBELLE_ETAT[saisie.etat]} ({sayOu(saisie.territoire, noms)}), {sayJours(saisie)} :{" "}
              <ValeurDroit declaration={parametre} valeur={saisie.valeur} />
              <br />
              <small>
                Saisie par {saisie.auteur} le {formatInstant(saisie.saisiLe)}
                {saisie.confirmeLe
                  ? `, confirmée par ${saisie.confirmePar} le ${formatInstant(saisie.confirmeLe)}`
                  : ""}
                {saisie.ecarteLe
                  ? `, écartée par ${saisie.ecartePar} le ${formatInstant(saisie.ecarteLe)} : ${saisie.motif}`
                  : ""}
                .
              </small>
            </p>
            {saisie.etat === "confirmee" ? <FormulaireEcarter saisie={saisie} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

const CONFIANCES: readonly OptionListe[] = [
  { code: "R", libelle: "Lue dans le texte cité" },
  { code: "M", libelle: "Calculée d’après le texte cité" },
  { code: "S", libelle: "Dite par un document signé" },
  { code: "B", libelle: "À confirmer : le texte n’a pas été lu" },
];

function Saisir(props: ParametreProps) {
  const { parametre, territoires, relire } = props;
  if (parametre.forme === "structure") {
    return <p>Cette valeur est un texte structuré : elle s’importe par un jeu signé, elle ne se saisit pas.</p>;
  }
  return (
    <section aria-labelledby="saisir">
      <h2 id="saisir">Saisir une nouvelle valeur</h2>
      <p>Elle sera appliquée quand un autre administrateur l’aura confirmée. Les bilans figés ne changent pas.</p>
      <form class="saisie" method="post" action={`${CHEMIN_GESTION_DROIT}/${parametre.code}`}>
        <ChampValeur {...props} />
        <Champ etat={props} nom="depuis" type="date" libelle="Premier jour" requis />
        <Champ
          etat={props}
          nom="jusque"
          type="date"
          libelle="Dernier jour"
          aide="Vide : jusqu’à ce qu’un texte la change."
        />
        <Champ etat={props} nom="article" libelle="Article" aide="Exemple : CCH, art. L. 441-1." />
        <Champ etat={props} nom="texte" libelle="Nom du texte" aide="Comme une phrase le cite : « loi ELAN »." />
        <TexteLong
          etat={props}
          nom="source"
          libelle="Source"
          aide="Le texte ou le document où vous l’avez lue."
          lignes={2}
          limite={1000}
          requis
        />
        <Choix etat={props} nom="confiance" libelle="D’où tenez-vous cette valeur ?" options={CONFIANCES} requis />
        {parametre.surcharge ? (
          <Liste
            etat={props}
            nom="territoire"
            libelle="Pour quel territoire ?"
            options={territoires}
            vide="Tout le pays"
          />
        ) : null}
        <Relire affiche={relire} />
        <p class="ligne">
          <button class="bouton" type="submit">
            Proposer cette valeur
          </button>
        </p>
      </form>
    </section>
  );
}

/** Each form of value is typed as the text prints it. */
function ChampValeur(props: ParametreProps) {
  const { parametre } = props;
  switch (parametre.forme) {
    case "taux":
      return <Champ etat={props} nom="valeur" libelle="Taux" unite="%" nombre requis />;
    case "jour":
      return <Champ etat={props} nom="valeur" type="date" libelle="Jour" requis />;
    case "oui-non":
      return <Choix etat={props} nom="valeur" libelle="Valeur" options={OUI_NON} requis />;
    case "choix":
      return (
        <Choix
          etat={props}
          nom="valeur"
          libelle="Valeur"
          options={parametre.choix.map((one) => ({ code: String(one), libelle: labelOf(parametre, one) }))}
          requis
        />
      );
    case "codes":
      return (
        <TexteLong
          etat={props}
          nom="valeur"
          libelle="Codes INSEE des communes"
          aide="Séparés par des espaces."
          limite={100_000}
          requis
        />
      );
    case "texte":
      return <TexteLong etat={props} nom="valeur" libelle="Texte" lignes={2} limite={1000} requis />;
    case "montants":
      return <ChampsMontants {...props} />;
    default:
      return (
        <Champ
          etat={props}
          nom="valeur"
          libelle="Valeur"
          {...(parametre.unite ? { unite: parametre.unite } : {})}
          nombre
          requis
        />
      );
  }
}

const OUI_NON: readonly OptionListe[] = [
  { code: "oui", libelle: "Oui" },
  { code: "non", libelle: "Non" },
];

/** One line a zone, as the decree prints it: amounts separated by spaces or semicolons. */
function ChampsMontants(props: ParametreProps) {
  const { lignes, colonnes } = props.parametre;
  return (
    <>
      {lignes.map((ligne) => (
        <Champ
          etat={props}
          nom={`montants-${ligne}`}
          libelle={labelOf(props.parametre, ligne)}
          aide={`${colonnes.length} montants en euros, séparés par des points-virgules (${colonnes.join(" ; ")}). Vide : non connus.`}
        />
      ))}
    </>
  );
}
