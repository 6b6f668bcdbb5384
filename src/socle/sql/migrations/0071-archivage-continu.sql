-- How long a continuous archive keeps what a purge or an erasure took from the database. Shorter than the register of erasures, which every restore replays.
insert into duree_conservation (classe, depuis, duree, date_effet, source, confiance) values
  ('C2', 'archivage-continu', '35 days', '2018-01-01', 'Choix de Blaise : un mois de retour possible, et les jours d’un contrôle', 'B');
