import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { LIBELLE_REPONSE, LIBELLE_SITUATION, labelConnu } from "#droit/regles/attribution/libelles.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { Lignes } from "#socle/pages/design/lignes.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { formatEuros, formatJour } from "#socle/regles/shared/format.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import type { VueLiberation } from "../../lectures/liberation/vue-liberation.ts";
import {
  ETAPES_LIBERATION,
  joursVide,
  LIBELLE_CAUSE_VACANCE,
  LIBELLE_ETAPE,
  LIBELLE_FILIERE,
  LIBELLE_ORIGINE_LIBERATION,
  referenceLiberation,
} from "../../regles/liberation/liberation.ts";
import { LIBELLE_ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import { Bail } from "./bail.tsx";
import { Candidats } from "./candidats.tsx";
import { cheminLiberation } from "./chemins.ts";
import { Enjeux } from "./enjeux.tsx";
import { sayJours, sayLogement, sayVide, TagEtape } from "./mots.tsx";
import { Orientation } from "./orientation.tsx";
import { Reservataire, type ReservataireChoix } from "./reservataire.tsx";
import { Retrait } from "./retrait.tsx";

export type LiberationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly vue: VueLiberation;
  /** Réservataires that may be solicited; empty for a reader who may solicit none. */
  readonly reservataires: readonly ReservataireChoix[];
  /** Refused input. */
  readonly etat: EtatFormulaire;
  readonly annonce: string | null;
};

export function renderLiberationPage(props: LiberationPageProps): string {
  const { cadre, vue, etat, annonce } = props;
  const { liberation } = vue;
  const titre = `${referenceLiberation(liberation.numero)}, ${sayLogement(liberation)}`;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, etat.refus),
    children: (
      <>
        <h1>{titre}</h1>
        <p class="chapo">
          <TagEtape liberation={liberation} /> {liberation.bailleur.nom}.{" "}
          {liberation.closeLe === null ? "Suivi depuis" : "Clos après"} {sayJours(vue.joursOuverts)}, vide :{" "}
          {sayVide(joursVide(liberation, vue.jour))}. {liberation.synthetique ? "Logement fictif." : ""}
        </p>
        <ResultatActe annonce={annonce} />
        <Refuse refus={etat.refus} />
        <Rapide vue={vue} />
        <Logement {...props} />
        <Enjeux {...props} />
        <div class="parties">
          <Orientation {...props} />
          <Reservataire {...props} />
        </div>
        <Candidats {...props} />
        <Bail {...props} />
        <Retrait {...props} />
      </>
    ),
  });
}

function Rapide({ vue: { joursRapides } }: { vue: VueLiberation }) {
  if (joursRapides === null) return null;
  return (
    <p class="message alerte">
      <Tag ton="alerte">Filière rapide</Tag>{" "}
      {joursRapides < 0
        ? `Le délai est dépassé de ${sayJours(-joursRapides)}.`
        : `Il reste ${sayJours(joursRapides)} pour signer le bail.`}{" "}
      Délai à confirmer localement : la convention dit « en quelques jours ».
    </p>
  );
}

function Logement({ epci, vue }: LiberationPageProps) {
  const { liberation, droits } = vue;
  const { logement } = liberation;
  const euros = (montant: number | null) => (montant === null ? null : formatEuros(montant));
  return (
    <section>
      <h2>Le logement</h2>
      <div class="parties">
        <section>
          <h3>Ce qu’il est</h3>
          <Lignes
            lignes={[
              { libelle: "Situation", valeur: labelConnu(logement.situation, LIBELLE_SITUATION) },
              { libelle: "Secteur", valeur: logement.secteur },
              { libelle: "Financement", valeur: logement.financement === "inconnu" ? null : logement.financement },
              { libelle: "Loyer", valeur: euros(logement.loyer) },
              { libelle: "Charges", valeur: euros(logement.charges) },
              {
                libelle: "Accès",
                valeur: labelConnu(logement.acces, LIBELLE_ACCES_LOGEMENT),
              },
              {
                libelle: "Meublé",
                valeur: labelConnu(liberation.meuble, LIBELLE_REPONSE),
              },
              {
                libelle: "Contingent",
                valeur: labelConnu(liberation.contingent, LIBELLE_CONTINGENT),
              },
            ]}
          />
        </section>
        <section>
          <h3>Ses dates</h3>
          <Lignes lignes={datesOf(liberation)} />
        </section>
      </div>
      {droits.modifier ? (
        <p class="ligne ecran">
          <a class="bouton second" href={hrefTerritoire(epci, cheminLiberation(liberation.id, "dates"))}>
            Mettre à jour les dates et le logement
          </a>
        </p>
      ) : null}
    </section>
  );
}

function datesOf(liberation: Liberation) {
  const { dates, departPrevuLe, travauxPrevusLe, origine, filiere, causeVacance } = liberation;
  const jour = (le: string | null) => (le === null ? null : formatJour(le));
  return [
    { libelle: "Origine", valeur: LIBELLE_ORIGINE_LIBERATION[origine] },
    { libelle: "Filière", valeur: LIBELLE_FILIERE[filiere] },
    { libelle: "Vacance", valeur: LIBELLE_CAUSE_VACANCE[causeVacance] },
    ...(departPrevuLe ? [{ libelle: "Départ ou livraison attendus", valeur: jour(departPrevuLe) }] : []),
    ...(travauxPrevusLe ? [{ libelle: "Fin des travaux attendue", valeur: jour(travauxPrevusLe) }] : []),
    ...ETAPES_LIBERATION.filter((etape) => dates[etape] !== null).map((etape) => ({
      libelle: LIBELLE_ETAPE[etape],
      valeur: jour(dates[etape]),
    })),
  ];
}
