CREATE TABLE ObservedDomains (
  domainID INTEGER PRIMARY KEY
, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL
, lastSeen REAL NOT NULL
, hadUserInteraction INTEGER NOT NULL
, mostRecentUserInteractionTime REAL NOT NULL
, grandfathered INTEGER NOT NULL
, isPrevalent INTEGER NOT NULL
, isVeryPrevalent INTEGER NOT NULL
, dataRecordsRemoved INTEGER NOT NULL
, timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL
, timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL
, isScheduledForAllButCookieDataRemoval INTEGER NOT NULL
, mostRecentWebPushInteractionTime REAL NOT NULL DEFAULT -1.0 -- 16+
);
CREATE TABLE TopLevelDomains (
  topLevelDomainID INTEGER PRIMARY KEY
, CONSTRAINT fkDomainID FOREIGN KEY(topLevelDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
);
CREATE TABLE TopFrameUniqueRedirectsTo (
  sourceDomainID INTEGER NOT NULL
, toDomainID INTEGER NOT NULL
, FOREIGN KEY(sourceDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
, FOREIGN KEY(toDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
);
CREATE TABLE TopFrameUniqueRedirectsFrom (
  targetDomainID INTEGER NOT NULL
, fromDomainID INTEGER NOT NULL
, FOREIGN KEY(targetDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
, FOREIGN KEY(fromDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
);
CREATE TABLE SubresourceUnderTopFrameDomains (
  subresourceDomainID INTEGER NOT NULL
, lastUpdated REAL NOT NULL
, topFrameDomainID INTEGER NOT NULL
, FOREIGN KEY(subresourceDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
, FOREIGN KEY(topFrameDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE
);
CREATE TABLE OperatingDates (
  year INTEGER NOT NULL
, month INTEGER NOT NULL
, monthDay INTEGER NOT NULL
);
CREATE UNIQUE INDEX OperatingDates_year_month_monthDay on OperatingDates ( year, month, monthDay );
