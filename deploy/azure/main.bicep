// Several nodes of EnablementHub in Azure: people > Front Door > App Service (nodes) > Azure SQL and Blob Storage.
//
//   az deployment group create -g hub --template-file deploy/azure/main.bicep \
//     --parameters name=acme-hub registryName=acmeregistry image=enablement-hub:0.1.0 \
//                  sqlAdministratorName='Hub operators' sqlAdministratorId=<object id of that group>
//
// There is no secret in it and none comes out of it: the nodes use the identity of their App Service for the database, the
// files and the registry. The one that may go in is the password for your mail server, as a secure parameter. One step is left for a member of the group above, since only the database can do it
// (docs/operations.md, "In Azure"): let that identity in.

@description('What everything is called; also the first part of public addresses, so nobody else may have taken it.')
@minLength(3)
@maxLength(18)
param name string

@description('Region of everything but Front Door, which is everywhere.')
param location string = resourceGroup().location

@description('Container registry in this resource group that has the image.')
param registryName string

@description('Image of the hub in that registry, with its version: a moving tag would upgrade nodes one by one unasked.')
param image string

@description('What the pages call the organisation.')
param organisation string = 'EnablementHub'

@description('IANA zone in which release and expiry days count.')
param timeZone string = 'Etc/UTC'

@description('Address that people use, such as hub.example.com; empty: the one that Front Door makes up. The output says what its DNS needs.')
param domain string = ''

@description('How many nodes.')
@minValue(1)
@maxValue(30)
param nodes int = 2

@description('Size of a node. P0v3 has one core and 4 GB, P1v3 two and 8 GB.')
param nodeSize string = 'P1v3'

@description('Size of the database, as a name of the vCore or DTU model.')
param databaseSize string = 'S2'

@description('Name of the group of Microsoft Entra ID whose members administer the database server.')
param sqlAdministratorName string

@description('Object id of that group.')
param sqlAdministratorId string

@description('Address from which those members may reach the database server, such as 203.0.113.7; empty: only from within the network.')
param operatorAddress string = ''

@description('Server that takes the hub\'s mails, such as smtp.example.com. Empty: none is sent, and each node keeps its mails as files that go with it.')
param mailHost string = ''

@description('Sender of the mails, such as Acme Enablement <hub@example.com>; needed with a server.')
param mailFrom string = ''

@description('Who signs in to that server; empty: nobody needs to.')
param mailUser string = ''

@secure()
@description('Their password.')
param mailPassword string = ''

@description('Days for which removed files can be brought back. Keep it above the age of the oldest database backup that you would restore.')
@minValue(1)
@maxValue(365)
param daysToKeepRemovedFiles int = 35

@description('Who is told when nodes fail; empty: nobody.')
param alertAddress string = ''

@description('Put on everything that bears tags.')
param tags object = {}

var suffix = uniqueString(resourceGroup().id)
var publicHost = empty(domain) ? endpoint.properties.hostName : domain

// Built-in roles.
var blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var blobDelegator = 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
var registryPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

// Network: the nodes reach the database privately. Blob Storage stays public, since people's players read from it.

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [ '10.60.0.0/16' ] }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: '10.60.0.0/24'
          delegations: [ { name: 'app-service', properties: { serviceName: 'Microsoft.Web/serverFarms' } } ]
        }
      }
      {
        name: 'database'
        properties: { addressPrefix: '10.60.1.0/24' }
      }
    ]
  }
}

// Database

resource sqlServer 'Microsoft.Sql/servers@2021-11-01' = {
  name: '${name}-${suffix}'
  location: location
  tags: tags
  properties: {
    minimalTlsVersion: '1.2'
    publicNetworkAccess: empty(operatorAddress) ? 'Disabled' : 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      principalType: 'Group'
      login: sqlAdministratorName
      sid: sqlAdministratorId
      tenantId: tenant().tenantId
      azureADOnlyAuthentication: true
    }
  }
}

resource operatorRule 'Microsoft.Sql/servers/firewallRules@2021-11-01' = if (!empty(operatorAddress)) {
  parent: sqlServer
  name: 'operators'
  properties: { startIpAddress: operatorAddress, endIpAddress: operatorAddress }
}

resource database 'Microsoft.Sql/servers/databases@2021-11-01' = {
  parent: sqlServer
  name: 'EnablementHub'
  location: location
  tags: tags
  sku: { name: databaseSize }
  properties: {
    requestedBackupStorageRedundancy: 'Geo'
  }
}

resource backups 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2021-11-01' = {
  parent: database
  name: 'default'
  properties: { retentionDays: 28 }
}

resource databaseEndpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: '${name}-database'
  location: location
  tags: tags
  properties: {
    subnet: { id: network.properties.subnets[1].id }
    privateLinkServiceConnections: [
      { name: 'database', properties: { privateLinkServiceId: sqlServer.id, groupIds: [ 'sqlServer' ] } }
    ]
  }
}

resource databaseNames 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: 'privatelink${environment().suffixes.sqlServerHostname}'
  location: 'global'
  tags: tags
}

resource databaseNamesInNetwork 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = {
  parent: databaseNames
  name: name
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}

resource databaseName 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2023-11-01' = {
  parent: databaseEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [ { name: 'database', properties: { privateDnsZoneId: databaseNames.id } } ]
  }
}

// Files. Nobody has the account's key: nodes use their identity, players the addresses that nodes sign with a key lent to it.

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('hub${suffix}', 24)
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: daysToKeepRemovedFiles }
    containerDeleteRetentionPolicy: { enabled: true, days: daysToKeepRemovedFiles }
  }
}

resource files 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobs
  name: 'enablement-hub'
  properties: { publicAccess: 'None' }
}

// Versions are what removed files leave behind; they go when a file need not be brought back any more.
resource filesEnd 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: [ 'blockBlob' ] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: daysToKeepRemovedFiles } } }
          }
        }
      ]
    }
  }
  dependsOn: [ blobs ]
}

resource nodesUseFiles 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: files
  name: guid(files.id, app.id, blobContributor)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobContributor)
  }
}

// The key for signing is the account's to lend, not the container's.
resource nodesSignAddresses 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, app.id, blobDelegator)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDelegator)
  }
}

// Nodes

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource nodesPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, app.id, registryPull)
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', registryPull)
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: nodeSize, capacity: nodes }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: '${name}-${suffix}'
  location: location
  tags: tags
  kind: 'app,linux,container'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Sessions are in the database, so any node may answer.
    clientAffinityEnabled: false
    virtualNetworkSubnetId: network.properties.subnets[0].id
    siteConfig: {
      linuxFxVersion: 'DOCKER|${registry.properties.loginServer}/${image}'
      acrUseManagedIdentityCreds: true
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health/ready'
      // Only through the front door, and only through this one.
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: [
        {
          name: 'front-door'
          action: 'Allow'
          priority: 100
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: { 'x-azure-fdid': [ frontDoor.properties.frontDoorId ] }
        }
      ]
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Deny'
    }
  }

  resource publishingByFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource publishingByScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// Apart from the site, so that it has its identity and its roles before it starts with them.
resource settings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: app
  name: 'appsettings'
  properties: union({
    WEBSITES_PORT: '8080'
    // A node's index belongs to the node, and /home is shared.
    WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
    // An index of many items takes its time on a new node.
    WEBSITES_CONTAINER_START_TIME_LIMIT: '600'
    // Longer than the hub takes to finish what it has.
    WEBSITES_CONTAINER_STOP_TIME_LIMIT: '60'
    HUB_Organisation__Name: organisation
    HUB_Organisation__TimeZone: timeZone
    HUB_Organisation__PublicUrl: 'https://${publicHost}'
    HUB_Database__Provider: 'sqlserver'
    HUB_Database__ConnectionString: 'Server=tcp:${sqlServer.properties.fullyQualifiedDomainName},1433;Database=${database.name};Authentication=Active Directory Managed Identity;Encrypt=True;Connect Timeout=30'
    HUB_Store__Provider: 'azure'
    HUB_Store__ServiceUri: 'https://${storage.name}.blob.${environment().suffixes.storage}'
    HUB_Store__Container: files.name
    // App Service's own front ends, then Front Door's (service tag AzureFrontDoor.Backend).
    HUB_Network__TrustedProxies: '169.254.0.0/16,147.243.0.0/16,2a01:111:2050::/44'
    // A node that stops goes on answering what the front ends still send it. With the 30 seconds for what it has, less than the limit above.
    HUB_Node__DrainSeconds: '15'
    HUB_Logging__Console__FormatterName: 'json'
  }, empty(mailHost) ? {} : {
    HUB_Mail__Smtp__Host: mailHost
    HUB_Mail__Smtp__From: mailFrom
  }, empty(mailUser) ? {} : {
    HUB_Mail__Smtp__User: mailUser
    HUB_Mail__Smtp__Password: mailPassword
  })
  dependsOn: [ nodesUseFiles, nodesSignAddresses, nodesPull, databaseName, databaseNamesInNetwork ]
}

// Front Door

resource frontDoor 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
  // Uploads of recordings are answered once they are stored.
  properties: { originResponseTimeoutSeconds: 240 }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2024-02-01' = {
  parent: frontDoor
  name: name
  location: 'global'
  tags: tags
  properties: { enabledState: 'Enabled' }
}

resource origins 'Microsoft.Cdn/profiles/originGroups@2024-02-01' = {
  parent: frontDoor
  name: 'nodes'
  properties: {
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 2, additionalLatencyInMilliseconds: 50 }
    // Of nodes App Service leaves out those that aren't ready; this one asks whether any answers.
    healthProbeSettings: { probePath: '/health/live', probeRequestType: 'GET', probeProtocol: 'Https', probeIntervalInSeconds: 60 }
    sessionAffinityState: 'Disabled'
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = {
  parent: origins
  name: 'app-service'
  properties: {
    hostName: app.properties.defaultHostName
    originHostHeader: app.properties.defaultHostName
    httpsPort: 443
    priority: 1
    weight: 1000
    enforceCertificateNameCheck: true
  }
}

resource ownDomain 'Microsoft.Cdn/profiles/customDomains@2024-02-01' = if (!empty(domain)) {
  parent: frontDoor
  name: replace(empty(domain) ? 'none' : domain, '.', '-')
  properties: {
    hostName: domain
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

// Nothing is cached: pages are somebody's own, and recordings come from Blob Storage.
resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: endpoint
  name: 'everything'
  properties: {
    originGroup: { id: origins.id }
    customDomains: empty(domain) ? [] : [ { id: ownDomain.id } ]
    linkToDefaultDomain: empty(domain) ? 'Enabled' : 'Disabled'
    patternsToMatch: [ '/*' ]
    supportedProtocols: [ 'Http', 'Https' ]
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    enabledState: 'Enabled'
  }
  dependsOn: [ origin ]
}

// What is seen of it

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
    ]
    metrics: [ { category: 'AllMetrics', enabled: true } ]
  }
}

resource databaseLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: database
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'Errors', enabled: true }
      { category: 'Deadlocks', enabled: true }
      { category: 'Timeouts', enabled: true }
      { category: 'Blocks', enabled: true }
    ]
    metrics: [ { category: 'Basic', enabled: true } ]
  }
}

resource fileLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [ { category: 'StorageDelete', enabled: true } ]
    metrics: [ { category: 'Transaction', enabled: true } ]
  }
}

resource frontDoorLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: frontDoor
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'FrontDoorAccessLog', enabled: true }
      { category: 'FrontDoorHealthProbeLog', enabled: true }
    ]
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertAddress)) {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [ { name: 'operators', emailAddress: alertAddress, useCommonAlertSchema: true } ]
  }
}

resource unready 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(alertAddress)) {
  name: '${name}-nodes-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: 'A node has not been ready; its answer to /health/ready names the check.'
    severity: 2
    enabled: true
    scopes: [ app.id ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'ready'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'HealthCheckStatus'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 100
        }
      ]
    }
    actions: [ { actionGroupId: people.id } ]
  }
}

resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(alertAddress)) {
  name: '${name}-failures'
  location: 'global'
  tags: tags
  properties: {
    description: 'More than a few requests of five minutes were answered with 5xx.'
    severity: 2
    enabled: true
    scopes: [ app.id ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failures'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: [ { actionGroupId: people.id } ]
  }
}

@description('Where people find it.')
output address string = 'https://${publicHost}'

@description('What the domain needs in DNS: a CNAME to this name.')
output domainLeadsTo string = endpoint.properties.hostName

@description('And a TXT record _dnsauth.<domain> with this value, until its certificate is made.')
output domainProof string = empty(domain) ? '' : ownDomain!.properties.validationProperties.validationToken

@description('Whom the database has to let in.')
output identity string = app.name

output sqlServer string = sqlServer.properties.fullyQualifiedDomainName
