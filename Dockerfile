# syntax=docker/dockerfile:1
# The hub in a container: docker build -t enablement-hub .      with ffprobe, which measures every kind of recording
#                         docker build -t enablement-hub --build-arg SIZE=small .      without a shell or ffprobe; common recordings only
ARG DOTNET=10.0
ARG NODE=20
ARG SIZE=full

# The browser parts want Node.js 20; what the distribution of the SDK's image has is older.
FROM node:${NODE}-bookworm-slim AS browser-parts
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:${DOTNET}-noble AS build
COPY --from=browser-parts /usr/local/bin/node /usr/local/bin/
COPY --from=browser-parts /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# What changes seldom comes first, so that a change of code restores nothing anew.
COPY package.json package-lock.json ./
COPY --from=browser-parts /source/node_modules node_modules
COPY global.json nuget.config Directory.Build.props Directory.Packages.props .editorconfig ./
COPY build build
COPY src/EnablementHub.Web/EnablementHub.Web.csproj src/EnablementHub.Web/
RUN dotnet restore src/EnablementHub.Web -p:PartialFeed=false
COPY src src
COPY content-seed content-seed
COPY README.md ./
RUN dotnet publish src/EnablementHub.Web -c Release -o /hub -p:PartialFeed=false -p:RunAnalyzers=false \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled-extra AS small

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble AS full
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/*

FROM ${SIZE}
COPY --from=build /hub /hub
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
USER $APP_UID
ENV HUB_Urls=http://*:8080
EXPOSE 8080
VOLUME /data
ENTRYPOINT ["/hub/hub", "serve", "--data", "/data"]
