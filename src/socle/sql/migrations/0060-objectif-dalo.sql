-- Leases to households recognised DALO, as an objective of the convention: by the year, over the whole territory.
alter table engagement drop constraint engagement_objet_check;
alter table engagement
  add constraint engagement_objet_check check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels','dalo'));
alter table objectif drop constraint objectif_objet_check;
alter table objectif
  add constraint objectif_objet_check check (objet in ('hors-qpv','qpv','publics-prioritaires','travailleurs-essentiels','dalo'));
